package io.github.rolecall.page;

import java.io.Serial;

/** The place where a text is not valid JSON. */
final class JsonFault extends IllegalArgumentException {
  @Serial private static final long serialVersionUID = 1L;

  private final int line;
  private final int column;
  private final String what;

  /** Makes a fault. Line and column count from 1. */
  JsonFault(int line, int column, String what) {
    super("line " + line + ", column " + column + ": " + what);
    this.line = line;
    this.column = column;
    this.what = what;
  }

  int line() {
    return line;
  }

  int column() {
    return column;
  }

  /** Returns the message without the place. */
  String what() {
    return what;
  }
}
