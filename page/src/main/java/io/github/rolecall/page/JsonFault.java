package io.github.rolecall.page;

import java.io.Serial;

/** A place where a text is not JSON. */
final class JsonFault extends IllegalArgumentException {
  @Serial private static final long serialVersionUID = 1L;

  private final int line;
  private final int column;
  private final String what;

  /** Both numbers count from 1. */
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

  /** The message without the place. */
  String what() {
    return what;
  }
}
