package io.github.rolecall.policy.issuer;

/**
 * A named part of a subject.
 *
 * @param before the text between the previous part and this one
 * @param name as messages name it: {@code repository}
 */
record SubjectPart(String before, String name, Change change) {

  /** When the part changes although users speak of the same job. */
  enum Change {
    NEVER,
    /** With each run: a commit, a person. */
    EACH_RUN,
    /** With each run, and always a UUID. */
    EACH_RUN_UUID,
    /** With the phase of the run: plan or apply. The issuer's own samples match all phases. */
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

  /** A browser would not match a group that is repeated by a number. */
  private static final String UUID =
      "[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}";

  /** The pattern for this part in the next run of the job. */
  String ofAnyRun(String value) {
    if (change == Change.EACH_RUN_UUID && value.matches(UUID)) {
      // An asterisk would also match further parts, and so jobs that must be excluded.
      return value.replaceAll("[0-9A-Fa-f]", "?");
    }
    return change.eachRun() ? "*" : PatternText.literal(value);
  }

  /** The pattern for this part in every run and phase. */
  String ofAnyPhase(String value) {
    return change == Change.NEVER ? PatternText.literal(value) : "*";
  }
}
