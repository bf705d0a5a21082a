package io.github.rolecall.report;

import io.github.rolecall.text.Prose;

/** Lines of a text as wide as a display, one after the other. */
final class Lines {
  private final StringBuilder text = new StringBuilder();
  private final int width;

  Lines(int width) {
    this.width = width;
  }

  /** One line as it is. */
  Lines line(String line) {
    text.append(line).append('\n');
    return this;
  }

  /** An empty line, if this is not the beginning. */
  Lines gap() {
    return text.isEmpty() ? this : line("");
  }

  /**
   * Sentences of others, in as many lines as they need. Values are not broken, nor are lines that
   * begin with a blank or a bracket, which are pieces of a document.
   *
   * @param first what stands before the first line; the others are indented as far
   */
  Lines prose(String first, String sentences) {
    String before = first;
    String indent = " ".repeat(first.length());
    for (String paragraph : sentences.strip().split("\\R", -1)) {
      boolean document = paragraph.matches("[\\s{}\\[\\]\"].*");
      String shown =
          document
              ? Style.plain(paragraph)
              : wrapped(paragraph, indent, first.length(), first.length());
      line(before + shown);
      before = indent;
    }
    return this;
  }

  /**
   * The same after words that have a style, without an indent.
   *
   * @param length how long the first words are to be seen
   */
  Lines sentence(String first, int length, String sentences) {
    return line(first + wrapped(sentences, "", length, -1));
  }

  private String wrapped(String paragraph, String indent, int start, int empty) {
    var lines = new StringBuilder();
    int column = start;
    for (Prose.Piece piece : Prose.pieces(paragraph)) {
      String word = Style.plain(piece.whole());
      if (column > empty && column + 1 + word.length() > width) {
        lines.append('\n').append(indent);
        column = indent.length();
      } else if (column > empty) {
        lines.append(' ');
        column++;
      }
      lines.append(word);
      column += word.length();
    }
    return lines.toString();
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
