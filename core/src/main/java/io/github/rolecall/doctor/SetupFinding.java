package io.github.rolecall.doctor;

/**
 * Something about the set-up that a user should know.
 *
 * @param where the variable, or the file and the line
 * @param what in one sentence
 * @param remedy what to do, in one sentence
 */
public record SetupFinding(Level level, String where, String what, String remedy) {

  /** How bad it is. */
  public enum Level {
    /** It cannot work. */
    ERROR,
    /** It works, and is risky or surprising. */
    WARNING
  }

  static SetupFinding error(String where, String what, String remedy) {
    return new SetupFinding(Level.ERROR, where, what, remedy);
  }

  static SetupFinding warning(String where, String what, String remedy) {
    return new SetupFinding(Level.WARNING, where, what, remedy);
  }
}
