package io.github.rolecall.migrate;

import io.github.rolecall.text.PlainText;
import java.util.ArrayList;
import java.util.List;

/** The difference of two texts with the same number of lines, as {@code git apply} takes it. */
final class UnifiedDiff {
  private static final int CONTEXT = 3;

  private final List<String> before;
  private final List<String> after;
  private final StringBuilder out = new StringBuilder();

  private UnifiedDiff(String before, String after) {
    this.before = lines(before);
    this.after = lines(after);
  }

  static String of(String name, String before, String after) {
    var diff = new UnifiedDiff(before, after);
    String shown = PlainText.harmless(name.replace('\n', '?').replace('\t', '?'));
    String at = name.startsWith("/") ? shown : "/" + shown;
    diff.out.append("--- a").append(at).append('\n').append("+++ b").append(at).append('\n');
    diff.hunks();
    return diff.out.toString();
  }

  /** With their ends, of which the last line may have none. */
  private static List<String> lines(String text) {
    var lines = new ArrayList<String>();
    int start = 0;
    for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
      lines.add(text.substring(start, end + 1));
      start = end + 1;
    }
    if (start < text.length()) {
      lines.add(text.substring(start));
    }
    return lines;
  }

  private void hunks() {
    int line = 0;
    while (line < before.size()) {
      if (same(line)) {
        line++;
        continue;
      }
      int first = Math.max(0, line - CONTEXT);
      int end = line + 1;
      // Changes whose context would touch are one hunk.
      for (int next = end; next < Math.min(before.size(), end + 2 * CONTEXT + 1); next++) {
        end = same(next) ? end : next + 1;
      }
      hunk(first, end, Math.min(before.size(), end + CONTEXT));
      line = end;
    }
  }

  private boolean same(int line) {
    return before.get(line).equals(after.get(line));
  }

  private void hunk(int first, int changed, int end) {
    String range = (first + 1) + "," + (end - first);
    out.append("@@ -").append(range).append(" +").append(range).append(" @@\n");
    int line = first;
    while (line < end) {
      int last = line;
      while (last < changed && !same(last)) {
        put('-', before.get(last++));
      }
      if (last == line) {
        put(' ', before.get(line++));
      }
      while (line < last) {
        put('+', after.get(line++));
      }
    }
  }

  /** A carriage return before the end of a line is a part of the line for patch programs. */
  private void put(char sign, String line) {
    String end = line.endsWith("\r\n") ? "\r\n" : line.endsWith("\n") ? "\n" : "";
    String text = line.substring(0, line.length() - end.length());
    out.append(sign).append(PlainText.harmless(text));
    out.append(end.isEmpty() ? "\n\\ No newline at end of file\n" : end);
  }
}
