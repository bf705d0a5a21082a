package io.github.rolecall.policy.issuer;

/**
 * A named part of a subject.
 *
 * @param before the text between it and the part before it
 * @param name as messages name it: {@code repository}
 */
record SubjectPart(String before, String name, Change change) {

  /** When the part differs for what a person calls the same job. */
  enum Change {
    NEVER,
    /** With each run: a commit, a person. */
    EACH_RUN,
    /** With each run, and always a UUID. */
    EACH_RUN_UUID,
    /** With what is done in the run: plan or apply. The samples of the issuer admit all of it. */
    EACH_PHASE;

    static Change of(String mark) {
      return switch (mark) {
        case "!" -> EACH_RUN;
        case "#" -> EACH_RUN_UUID;
        case "~" -> EACH_PHASE;
        default -> NEVER;
      };
    }

    boolean eachRun() {
      return this == EACH_RUN || this == EACH_RUN_UUID;
    }
  }

  private static final String UUID = "[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}";

  /** What stands for the part in a pattern for the next run of the job that has this value. */
  String ofAnyRun(String value) {
    if (change == Change.EACH_RUN_UUID && value.matches(UUID)) {
      // An asterisk would match further parts too, and let in what was meant to stay out.
      return value.replaceAll("[0-9A-Fa-f]", "?");
    }
    return change.eachRun() ? "*" : PatternText.literal(value);
  }

  /** What stands for the part in a pattern for every run and every phase. */
  String ofAnyPhase(String value) {
    return change == Change.NEVER ? PatternText.literal(value) : "*";
  }
}
