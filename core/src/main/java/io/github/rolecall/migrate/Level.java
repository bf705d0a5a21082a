package io.github.rolecall.migrate;

/** What a note means for the line. */
public enum Level {
  /** The line is not changed. */
  STAYS,
  /** The line is changed, and somebody has to look. */
  CHECK,
  /** Nothing is to be changed here. */
  INFO
}
