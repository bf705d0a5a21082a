package io.github.rolecall.text;

/** A part of a text in quotes or brackets that are closed. */
final class Enclosed {
  private Enclosed() {}

  /** Where what begins here ends: after the closing quote or bracket, else after one character. */
  static int end(String text, int from) {
    int end =
        switch (text.charAt(from)) {
          case '"' -> afterColon(text, quote(text, from));
          case '{', '[' -> bracket(text, from);
          default -> from + 1;
        };
    return end < 0 ? from + 1 : end;
  }

  /** A member of an object: the name, a colon and a blank, and the value. */
  private static int afterColon(String text, int end) {
    boolean named = end > 0 && text.startsWith(": ", end) && end + 2 < text.length();
    return named && "{[\"".indexOf(text.charAt(end + 2)) >= 0 ? end(text, end + 2) : end;
  }

  private static int quote(String text, int from) {
    for (int i = from + 1; i < text.length(); i++) {
      if (text.charAt(i) == '\\') {
        i++;
      } else if (text.charAt(i) == '"') {
        return i + 1;
      }
    }
    return -1;
  }

  private static int bracket(String text, int from) {
    int depth = 0;
    for (int i = from; i >= 0 && i < text.length(); ) {
      char c = text.charAt(i);
      depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
      if (depth == 0) {
        return i + 1;
      }
      i = c == '"' ? quote(text, i) : i + 1;
    }
    return -1;
  }
}
