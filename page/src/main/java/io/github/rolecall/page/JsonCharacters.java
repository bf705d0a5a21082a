package io.github.rolecall.page;

/** The characters of a JSON text, from left to right. */
final class JsonCharacters {
  private static final char END = '\0';
  private static final int HEXADECIMAL = 16;
  private static final int DIGITS_OF_A_CHARACTER = 4;

  private final String text;
  private int at;

  JsonCharacters(String text) {
    this.text = text;
  }

  boolean atEnd() {
    return at == text.length();
  }

  /**
   * Returns the next character. At the end it returns {@code \0}, which JSON never has outside of
   * strings.
   */
  char peek() {
    return atEnd() ? END : text.charAt(at);
  }

  char next() {
    char c = peek();
    at = Math.min(text.length(), at + 1);
    return c;
  }

  void take(char expected) {
    if (peek() != expected) {
      throw unexpected(String.valueOf(expected));
    }
    at++;
  }

  void take(String word) {
    int end = at + word.length();
    boolean longer = end < text.length() && isPartOfWord(text.charAt(end));
    if (!text.startsWith(word, at) || longer) {
      throw unexpected("a value");
    }
    at = end;
  }

  void skipBlanks() {
    while (!atEnd() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  /** Reads the string that begins here. */
  String string() {
    int start = at;
    take('"');
    var read = new StringBuilder();
    int from = at;
    while (peek() != '"' || atEnd()) {
      if (atEnd()) {
        at = start;
        throw fault("the string that begins here has no end");
      }
      if (peek() < ' ') {
        throw fault(
            peek() == '\n' || peek() == '\r'
                ? "a string ends before its closing double quote"
                : "a string has a control character; write it as an escape");
      }
      if (peek() == '\\') {
        read.append(text, from, at);
        read.append(escape());
        from = at;
      } else {
        at++;
      }
    }
    read.append(text, from, at);
    at++;
    return read.toString();
  }

  private char escape() {
    at++;
    char c = peek();
    char meant =
        switch (c) {
          case '"', '\\', '/' -> c;
          case 'b' -> '\b';
          case 'f' -> '\f';
          case 'n' -> '\n';
          case 'r' -> '\r';
          case 't' -> '\t';
          case 'u' -> number();
          default -> throw unexpected("one of \" \\ / b f n r t u after the backslash");
        };
    at++;
    return meant;
  }

  /** Reads a character by its number in four hexadecimal digits. Stops at the last digit. */
  private char number() {
    int code = 0;
    for (int i = 0; i < DIGITS_OF_A_CHARACTER; i++) {
      at++;
      int digit = peek() < 0x80 ? Character.digit(peek(), HEXADECIMAL) : -1;
      if (digit < 0) {
        throw unexpected("four hexadecimal digits after \\u");
      }
      code = code * HEXADECIMAL + digit;
    }
    return (char) code;
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isPartOfWord(char c) {
    return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$';
  }

  /** Returns a fault that names the next character. */
  JsonFault unexpected(String expected) {
    return fault(
        atEnd()
            ? "the text ends; expected " + expected
            : "expected " + expected + ", not " + shown(peek()));
  }

  private static String shown(char c) {
    boolean visible = c > ' ' && c < 0x7F;
    return visible ? String.valueOf(c) : "the character U+" + hexadecimal(c);
  }

  private static String hexadecimal(char c) {
    String digits = Integer.toHexString(c).toUpperCase(java.util.Locale.ROOT);
    return "0".repeat(DIGITS_OF_A_CHARACTER - digits.length()) + digits;
  }

  /** Returns a fault at the next character. */
  JsonFault fault(String what) {
    int line = 1;
    int start = 0;
    for (int i = 0; i < at; i++) {
      char c = text.charAt(i);
      boolean first = c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n';
      if (c == '\n' || (c == '\r' && !first)) {
        line++;
        start = i + 1;
      }
    }
    return new JsonFault(line, at - start + 1, what);
  }
}
