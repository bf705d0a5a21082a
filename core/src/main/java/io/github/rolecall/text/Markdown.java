package io.github.rolecall.text;

/** Escapes foreign text for Markdown: nothing in it becomes Markdown, HTML, a mention or a link. */
public final class Markdown {
  private Markdown() {}

  /** A sentence, on one line: its values as code. */
  public static String prose(String text) {
    var markdown = new StringBuilder();
    for (Prose.Piece piece : Prose.pieces(text)) {
      markdown
          .append(markdown.isEmpty() ? "" : " ")
          .append(escaped(piece.before()))
          .append(piece.value() ? code(piece.text()) : escaped(piece.text()))
          .append(escaped(piece.after()));
    }
    return markdown.toString();
  }

  /** A value, on one line, as it is; an element of HTML, as a code span can be left by its text. */
  public static String code(String text) {
    return "<code>" + escaped(text) + "</code>";
  }

  /** Several lines as they are. */
  public static String block(String language, String text) {
    String fence = "```";
    while (text.contains(fence)) {
      fence += "`";
    }
    return fence + language + "\n" + lines(text) + "\n" + fence + "\n";
  }

  /**
   * A text in which every character that means something is written by its number. What GitHub
   * makes links of after Markdown and HTML are read, is cut by a comment. Other characters stay as
   * they are, so that a mask of the runner finds what it hides.
   */
  public static String escaped(String text) {
    String line = lines(text).replaceAll("\\s", " ");
    var escaped = new StringBuilder();
    line.codePoints()
        .forEach(
            c -> {
              if (isPlain(c, escaped)) {
                escaped.appendCodePoint(c);
              } else {
                escaped.append("&#").append(c).append(c == '@' ? ";<!-- -->" : ";");
              }
            });
    return escaped.toString().replace("&#58;//", "&#58;<!-- -->//");
  }

  /** A list begins with some characters, and an address of the web with {@code www.} */
  private static boolean isPlain(int c, StringBuilder before) {
    return switch (c) {
      case ' ', ',', '/' -> true;
      case '-', '+', '=' -> !before.isEmpty();
      case '.' -> !before.toString().matches("(?s)\\d*|.*[wW]");
      default -> c > '~' || Character.isLetterOrDigit(c);
    };
  }

  /** Without characters that hide or turn around what stands beside them. */
  private static String lines(String text) {
    return text.replace("\r\n", "\n")
        .replaceAll("[\\p{Cc}\\p{Cf}\\u2028\\u2029&&[^\\n\\t]]", "?")
        .stripTrailing();
  }
}
