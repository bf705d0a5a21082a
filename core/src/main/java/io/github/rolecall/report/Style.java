package io.github.rolecall.report;

import io.github.rolecall.text.PlainText;

/**
 * The style of a part of a text. In the unfinished text, each style is a private character that
 * texts do not contain, so that an escape sequence in a value cannot imitate a style.
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

  /** Removes the style characters from a value. */
  static String plain(String text) {
    return PlainText.harmless(text.replaceAll("[\uE100-\uE10F]", "?"));
  }

  /** Renders the text for a terminal or a log. Nothing in it is a command of a CI system. */
  static String shown(String text, boolean colored) {
    String shown = PlainText.harmless(text);
    for (Style style : values()) {
      shown = shown.replace(String.valueOf(style.mark), colored ? "\033[" + style.code + "m" : "");
    }
    String plain = shown.replace(String.valueOf(END), colored ? "\033[0m" : "");
    return colored ? plain : PlainText.harmless(plain);
  }
}
