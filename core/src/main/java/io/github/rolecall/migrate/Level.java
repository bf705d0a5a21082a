package io.github.rolecall.migrate;

/** What a note means for the line. */
public enum Level {
  /** The line is not changed. */
  STAYS,
  /** The line is changed, and the user must check it. */
  CHECK,
  /** Nothing is to be changed here. */
  INFO
}
