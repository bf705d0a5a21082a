package io.github.rolecall.policy.read;

/**
 * Reads JSON with comments and trailing commas, as editors write it. They are replaced by spaces,
 * so that lines and columns stay the same.
 */
final class JsonComments {
  private final String text;
  private final StringBuilder plain;
  private int comma = -1;

  private JsonComments(String text) {
    this.text = text;
    this.plain = new StringBuilder(text);
  }

  /** Replaces comments by spaces, in linear time. */
  static String blanked(String text) {
    var comments = new JsonComments(text);
    int at = 0;
    while (at < text.length()) {
      at = comments.next(at);
    }
    return comments.plain.toString();
  }

  /** Skips the string, the comment or the character at this place. */
  private int next(int at) {
    char c = text.charAt(at);
    if (c == '#' || text.startsWith("//", at)) {
      return blank(at, text.indexOf('\n', at));
    }
    if (text.startsWith("/*", at)) {
      int end = text.indexOf("*/", at + 2);
      return blank(at, end < 0 ? end : end + 2);
    }
    if (c == ',') {
      comma = at;
    } else if (" \t\r\n".indexOf(c) < 0) {
      if (comma >= 0 && (c == '}' || c == ']')) {
        plain.setCharAt(comma, ' ');
      }
      comma = -1;
    }
    return c == '"' ? string(at) : at + 1;
  }

  private int string(int start) {
    int at = start + 1;
    while (at < text.length() && text.charAt(at) != '"') {
      at += text.charAt(at) == '\\' ? 2 : 1;
    }
    return at + 1;
  }

  private int blank(int start, int found) {
    int end = found < 0 ? text.length() : found;
    for (int i = start; i < end; i++) {
      if (text.charAt(i) != '\n') {
        plain.setCharAt(i, ' ');
      }
    }
    return end;
  }
}
