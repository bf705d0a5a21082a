package io.github.rolecall.awsfile;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A line of an AWS file and what it is there. What a line is depends on those above it: indented
 * more than the key before, it belongs to that key's value, whatever it looks like. Other tools of
 * Python have files of the same form.
 *
 * @param text the line as it stands, without its end
 * @param end the line break; empty at the end of a file
 * @param name of the section or, in small letters, of the key
 * @param value what stands after a key's sign, or all of a further line of its value
 * @see <a href="https://docs.python.org/3/library/configparser.html">Python, configparser</a>
 */
public record AwsFileLine(String text, String end, Kind kind, String name, String value) {

  /** What a line can be. */
  public enum Kind {
    BLANK,
    COMMENT,
    SECTION,
    KEY,
    /** A further line of the value of a key. */
    MORE,
    /** None of these: no reader takes it. */
    OTHER
  }

  /** How far the text is indented, in characters. */
  int depth() {
    return depth(text);
  }

  private static int depth(String text) {
    int depth = 0;
    while (depth < text.length() && isBlank(text.charAt(depth))) {
      depth++;
    }
    return depth;
  }

  /** What stands before the text of the line. */
  public String indentation() {
    return text.substring(0, depth());
  }

  AwsFileLine withText(String other) {
    return new AwsFileLine(other, end, kind, name, value);
  }

  /** All lines of a text; together they are the text again. */
  public static List<AwsFileLine> of(String text) {
    var lines = new ArrayList<AwsFileLine>();
    var context = new Context();
    int start = 0;
    while (start < text.length()) {
      int stop = start;
      while (stop < text.length() && text.charAt(stop) != '\n' && text.charAt(stop) != '\r') {
        stop++;
      }
      int next = stop == text.length() ? stop : stop + 1;
      if (next > stop && text.charAt(stop) == '\r' && text.startsWith("\n", next)) {
        next++;
      }
      lines.add(context.read(text.substring(start, stop), text.substring(stop, next)));
      start = next;
    }
    return lines;
  }

  /** Where a reader is in the file. */
  static final class Context {
    private boolean section;
    private boolean key;
    private int indent;

    /** Whether a line that is indented so far belongs to the value above it. */
    boolean continues(int depth) {
      return key && depth > indent;
    }

    /** Goes past a line that is known. */
    void pass(AwsFileLine line) {
      switch (line.kind) {
        case SECTION -> {
          section = true;
          key = false;
          indent = line.depth();
        }
        case KEY -> {
          key = true;
          indent = line.depth();
        }
        case OTHER -> indent = line.depth();
        case BLANK, COMMENT, MORE -> {}
      }
    }

    private AwsFileLine read(String text, String end) {
      String content = strip(text);
      if (content.isEmpty()) {
        return new AwsFileLine(text, end, Kind.BLANK, "", "");
      }
      if (content.startsWith("#") || content.startsWith(";")) {
        return new AwsFileLine(text, end, Kind.COMMENT, "", "");
      }
      if (continues(text.indexOf(content))) {
        return new AwsFileLine(text, end, Kind.MORE, "", content);
      }
      AwsFileLine line = beginning(text, end, content);
      pass(line);
      return line;
    }

    private AwsFileLine beginning(String text, String end, String content) {
      int closed = content.lastIndexOf(']');
      if (content.startsWith("[") && closed > 1) {
        return new AwsFileLine(text, end, Kind.SECTION, content.substring(1, closed), "");
      }
      int sign = 0;
      while (sign < content.length() && "=:".indexOf(content.charAt(sign)) < 0) {
        sign++;
      }
      if (section && sign > 0 && sign < content.length()) {
        String name = strip(content.substring(0, sign)).toLowerCase(Locale.ROOT);
        return new AwsFileLine(text, end, Kind.KEY, name, strip(content.substring(sign + 1)));
      }
      return new AwsFileLine(text, end, Kind.OTHER, "", "");
    }
  }

  /** Without what Python takes for blanks at both ends. */
  public static String strip(String text) {
    return stripEnd(text.substring(depth(text)));
  }

  /** The same at the end only. */
  static String stripEnd(String text) {
    int end = text.length();
    while (end > 0 && isBlank(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(0, end);
  }

  private static boolean isBlank(char c) {
    return Character.isWhitespace(c) || c == 0x85 || Character.isSpaceChar(c);
  }

  /** Without the text, which may be a secret. */
  @Override
  public String toString() {
    return kind + " " + name;
  }
}
