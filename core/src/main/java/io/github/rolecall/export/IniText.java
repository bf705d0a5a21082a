package io.github.rolecall.export;

import io.github.rolecall.CredentialsException;
import io.github.rolecall.ExportProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The text of an AWS config or credentials file, changed one section at a time. Everything that is
 * not the section's own keys stays to the letter: other sections, comments, blank lines, order.
 *
 * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html">AWS SDKs and
 *     tools, config file format</a>
 */
final class IniText {
  private final List<String> lines;

  /** What stands before the line feed, in files that Windows wrote. */
  private final String lineEnd;

  IniText(String text) {
    this.lines = new ArrayList<>(text.isEmpty() ? List.of() : List.of(text.split("\n", -1)));
    this.lineEnd = text.contains("\r\n") ? "\r" : "";
    int last = lines.size() - 1;
    if (last >= 0 && lines.get(last).isEmpty()) {
      lines.remove(last);
    } else if (last >= 0) {
      lines.set(last, lines.get(last) + lineEnd);
    }
  }

  boolean has(String section) {
    return header(section, 0) >= 0;
  }

  /**
   * Gives the section these keys and no others. Comments inside it stay.
   *
   * @throws CredentialsException with {@link ExportProblem.NotPlain} when a text would not stay on
   *     its line: what follows a line break is another key, and one of them runs a program
   */
  IniText with(String section, Map<String, String> keys) {
    requireOneLine(section, keys);
    List<String> entries =
        keys.entrySet().stream()
            .map(key -> key.getKey() + " = " + key.getValue() + lineEnd)
            .toList();
    int header = header(section, 0);
    if (header < 0) {
      if (!lines.isEmpty()) {
        lines.add(lineEnd);
      }
      lines.add("[" + section + "]" + lineEnd);
      lines.addAll(entries);
      return this;
    }
    // A file may hold a section twice; readers join them, so every part loses its old keys.
    for (int part = header; part >= 0; part = header(section, part + 1)) {
      lines.subList(part + 1, end(part)).removeIf(line -> !isCommentOrBlank(line));
    }
    lines.addAll(header + 1, entries);
    return this;
  }

  private static void requireOneLine(String section, Map<String, String> keys) {
    boolean oneLine =
        Stream.concat(
                Stream.of(section), Stream.concat(keys.keySet().stream(), keys.values().stream()))
            .allMatch(Format::isOneLine);
    if (!oneLine) {
      throw new CredentialsException(new ExportProblem.NotPlain("profile"));
    }
  }

  /**
   * Gives the section these keys, and leaves its other keys as they are. Throws like {@link #with}.
   */
  IniText setting(String section, Map<String, String> keys) {
    requireOneLine(section, keys);
    if (!has(section)) {
      return with(section, keys);
    }
    keys.forEach((key, value) -> set(section, key, key + " = " + value + lineEnd));
    return this;
  }

  private void set(String section, String key, String line) {
    int first = header(section, 0);
    for (int part = first; part >= 0; part = header(section, part + 1)) {
      for (int i = part + 1; i < end(part); i++) {
        if (key(lines.get(i)).equals(key)) {
          lines.set(i, line);
          return;
        }
      }
    }
    int end = end(first);
    while (end > first + 1 && isCommentOrBlank(lines.get(end - 1))) {
      end--;
    }
    lines.add(end, line);
  }

  /** The key that the line begins with; empty for comments. */
  private static String key(String line) {
    return isCommentOrBlank(line.strip())
        ? ""
        : line.split("[=:]", 2)[0].strip().toLowerCase(Locale.ROOT);
  }

  /**
   * Removes the section and the blank line before it. Comments after its last key stay: they speak
   * of what follows.
   */
  IniText without(String section) {
    for (int part = header(section, 0); part >= 0; part = header(section, part)) {
      int end = end(part);
      while (end > part + 1 && isCommentOrBlank(lines.get(end - 1))) {
        end--;
      }
      lines.subList(part, end).clear();
      if (part > 0 && lines.get(part - 1).isBlank()) {
        lines.remove(part - 1);
      }
    }
    return this;
  }

  /** Puts a comment below the header of a section that is there. */
  IniText noting(String section, String comment) {
    lines.add(header(section, 0) + 1, comment + lineEnd);
    return this;
  }

  /** What stands in the section, without blanks at the ends of lines. */
  List<String> part(String section) {
    var part = new ArrayList<String>();
    for (int header = header(section, 0); header >= 0; header = header(section, header + 1)) {
      lines.subList(header + 1, end(header)).forEach(line -> part.add(line.strip()));
    }
    return part;
  }

  private int header(String section, int from) {
    for (int i = from; i < lines.size(); i++) {
      if (name(lines.get(i)).equals(section)) {
        return i;
      }
    }
    return -1;
  }

  private int end(int header) {
    int end = header + 1;
    while (end < lines.size() && name(lines.get(end)).isEmpty()) {
      end++;
    }
    return end;
  }

  /** The name of the section that the line opens, with single blanks; empty if it opens none. */
  private static String name(String line) {
    String text = line.strip().replaceFirst("\\s[#;].*$", "").strip();
    return text.startsWith("[") && text.endsWith("]")
        ? text.substring(1, text.length() - 1)
            .strip()
            .replaceAll("\\s+", " ")
            .replaceFirst("^profile ([\"'])(.*)\\1$", "profile $2")
        : "";
  }

  private static boolean isCommentOrBlank(String line) {
    return line.isBlank() || line.startsWith("#") || line.startsWith(";");
  }

  @Override
  public String toString() {
    return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
  }
}
