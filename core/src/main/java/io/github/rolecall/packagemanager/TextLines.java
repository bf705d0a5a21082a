package io.github.rolecall.packagemanager;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lines of a text with their line breaks, in the style of the text. */
final class TextLines {
  private static final Pattern LINE = Pattern.compile("[^\r\n]*(\r\n|\r|\n)|[^\r\n]+\\z");

  private TextLines() {}

  static List<String> of(String text) {
    var lines = new ArrayList<String>();
    Matcher matcher = LINE.matcher(text);
    while (matcher.find()) {
      lines.add(matcher.group());
    }
    return lines;
  }

  /** Returns the line break that the text begins with; without any, that of Unix. */
  static String lineBreak(String text) {
    Matcher first = Pattern.compile("\r\n|\r|\n").matcher(text);
    return first.find() ? first.group() : "\n";
  }

  /** Inserts a line. What stands before it gets a line break if it has none. */
  static void insert(List<String> lines, int index, String line, String lineBreak) {
    if (index > 0 && !lines.get(index - 1).matches("(?s).*[\r\n]")) {
      lines.set(index - 1, lines.get(index - 1) + lineBreak);
    }
    lines.add(index, line + lineBreak);
  }
}
