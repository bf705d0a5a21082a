package io.github.rolecall.page.regex;

import io.github.rolecall.policy.LetterCase;

/**
 * A regular expression of JavaScript that finds what one of Java finds.
 *
 * @param flags {@code i}, {@code s} and {@code u}
 * @see <a
 *     href="https://docs.oracle.com/en/java/javase/17/docs/api/java.base/java/util/regex/Pattern.html">java.util.regex.Pattern</a>
 * @see <a href="https://tc39.es/ecma262/#sec-regexp-regular-expression-objects">ECMAScript, regular
 *     expressions</a>
 */
record Translation(String source, String flags) {
  private static final String ENDS_OF_LINES = "\\n\\r\\u0085\\u2028\\u2029";
  private static final String SPACES = " \\t\\n\\x0B\\f\\r";

  /** The end of the text, or the end of its last line. */
  private static final String END = "(?=\\r\\n$|(?<!\\r)\\n$|[\\r\\u0085\\u2028\\u2029]$|$)";

  /**
   * Translates an expression.
   *
   * @param unicode whether letters outside of ASCII have other cases, too
   * @throws IllegalArgumentException if it has a construct that no expression of this project has
   */
  static Translation of(String text, boolean ignoreCase, boolean unicode, boolean dotAll) {
    int body = 0;
    String inline = "";
    if (text.startsWith("(?") && text.indexOf(')') > 0) {
      String letters = text.substring(2, text.indexOf(')'));
      if (letters.equals("i") || letters.equals("s") || letters.equals("is")) {
        inline = letters;
        body = letters.length() + 3;
      }
    }
    boolean anyCase = ignoreCase || inline.contains("i");
    boolean all = dotAll || inline.contains("s");
    // Without u, the browser compares letters of ASCII only with letters of ASCII, as Java does.
    boolean codePoints = unicode || !anyCase;
    String source = new Translator(text, body, all, anyCase && unicode).whole();
    return new Translation(
        source, (anyCase ? "i" : "") + (all ? "s" : "") + (codePoints ? "u" : ""));
  }

  /** Reads an expression from left to right. */
  private static final class Translator {
    private final String text;
    private final boolean dotAll;
    private final boolean letters;
    private final StringBuilder source = new StringBuilder();
    private int at;

    Translator(String text, int from, boolean dotAll, boolean letters) {
      this.text = text;
      this.at = from;
      this.dotAll = dotAll;
      this.letters = letters;
    }

    String whole() {
      while (at < text.length()) {
        char c = text.charAt(at++);
        switch (c) {
          case '\\' -> escape(false);
          case '[' -> characterClass();
          case '(' -> group();
          case '{' -> repetition();
          case '.' -> source.append(dotAll ? "." : "[^" + ENDS_OF_LINES + "]");
          case '$' -> source.append(END);
          case '*', '+', '?' -> quantifier(c);
          case ']', '}' -> source.append('\\').append(c);
          default -> literal(c);
        }
      }
      return source.toString();
    }

    /** Java takes all four letters for one another. */
    private void literal(char c) {
      source.append(letters && "iI\u0131\u0130".indexOf(c) >= 0 ? "[iI\\u0131\\u0130]" : "" + c);
    }

    private void quantifier(char c) {
      source.append(c);
      if (c != '?' && at < text.length() && text.charAt(at) == '+') {
        throw unknown();
      }
    }

    private void group() {
      source.append('(');
      if (at < text.length() && text.charAt(at) == '?') {
        int colon = text.startsWith("?<", at) ? at + 2 : at + 1;
        if (colon >= text.length() || ":=!".indexOf(text.charAt(colon)) < 0) {
          throw unknown();
        }
        source.append(text, at, colon + 1);
        at = colon + 1;
      }
    }

    private void repetition() {
      int end = text.indexOf('}', at);
      if (end < 0) {
        throw unknown();
      }
      source.append('{').append(text, at, end + 1);
      at = end + 1;
    }

    private void characterClass() {
      source.append('[');
      if (text.startsWith("^", at)) {
        source.append('^');
        at++;
      }
      while (at < text.length() && text.charAt(at) != ']') {
        char c = text.charAt(at++);
        if (c == '\\') {
          escape(true);
        } else if (c == '[' || (c == '&' && text.startsWith("&", at))) {
          throw unknown();
        } else {
          source.append(c);
        }
      }
      if (at == text.length()) {
        throw unknown();
      }
      source.append(']');
      at++;
    }

    private void escape(boolean inClass) {
      if (at == text.length()) {
        throw unknown();
      }
      char c = text.charAt(at++);
      if (c == 's' || (c == 'S' && !inClass)) {
        source.append(inClass ? SPACES : (c == 's' ? "[" : "[^") + SPACES + "]");
      } else if (c == 'p') {
        category();
      } else if ("dDwWtnrfxu".indexOf(c) >= 0 || (c == 'b' && !inClass)) {
        source.append('\\').append(c);
      } else if (LetterCase.isPlain(c)) {
        throw unknown();
      } else if ("^$\\.*+?()[]{}|/".indexOf(c) >= 0 || (c == '-' && inClass)) {
        source.append('\\').append(c);
      } else {
        // With u, nothing else can be escaped.
        source.append(c);
      }
    }

    /** A general category of Unicode. Other names mean something else in a browser. */
    private void category() {
      int end = text.indexOf('}', at);
      if (end < 0 || end - at > 3) {
        throw unknown();
      }
      source.append("\\p").append(text, at, end + 1);
      at = end + 1;
    }

    private IllegalArgumentException unknown() {
      return new IllegalArgumentException("cannot be translated at " + at + ": " + text);
    }
  }
}
