package io.github.rolecall.report;

import io.github.rolecall.text.PlainText;

/**
 * How a part of a text is to look. While the text is written, each begins with a character that
 * nobody writes, so that no escape sequence of others passes for one of ours.
 */
enum Style {
  BOLD('\uE100', "1"),
  GOOD('\uE101', "32"),
  BAD('\uE102', "1;31"),
  ODD('\uE103', "33");

  private static final char END = '\uE10F';

  private final char mark;
  private final String code;

  Style(char mark, String code) {
    this.mark = mark;
    this.code = code;
  }

  String of(String text) {
    return text.isEmpty() ? text : mark + text + END;
  }

  /** A text of others: without what we write styles with. */
  static String plain(String text) {
    return PlainText.harmless(text.replaceAll("[\uE100-\uE10F]", "?"));
  }

  /** The whole text as a terminal or a log takes it; nothing in it is a command of a CI system. */
  static String shown(String text, boolean colored) {
    String shown = PlainText.harmless(text);
    for (Style style : values()) {
      shown = shown.replace(String.valueOf(style.mark), colored ? "\033[" + style.code + "m" : "");
    }
    String plain = shown.replace(String.valueOf(END), colored ? "\033[0m" : "");
    return colored ? plain : PlainText.harmless(plain);
  }
}
