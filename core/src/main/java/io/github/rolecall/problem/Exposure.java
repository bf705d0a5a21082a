package io.github.rolecall.problem;

/**
 * Who else could read keys that a Maven build exports: a reason to give later goals an address
 * instead, unless the user chooses otherwise.
 */
public enum Exposure {
  /** Its file {@code buildinfo.xml} is readable by everyone, and often shared. */
  BUILD_CACHE(
      "the Maven build cache is active and stores the environment variables of goals",
      "Disable the cache for this build: -Dmaven.build.cache.enabled=false. Or disable"
          + " saving: -Dmaven.build.cache.skipSave=true"),

  /** Nothing masks the log, and Maven prints what goals are given. */
  DEBUG_LOG(
      "with -X, Maven prints the environment variables of goals, and nothing masks"
          + " them in this log",
      "Run Maven without -X. Or accept that the log shows the keys: <export>env</export>"),

  /** The lines of this build may not reach the runner as they are. */
  OUTER_BUILD(
      "this build runs inside another build, which may change its output, so Rolecall"
          + " cannot mask anything",
      "Assume the role in the outer build, or in a step of the job before Maven.");

  private final String reason;
  private final String remedy;

  Exposure(String reason, String remedy) {
    this.reason = reason;
    this.remedy = remedy;
  }

  /** What goes on, for messages. */
  public String reason() {
    return reason;
  }

  /** The same for the log. */
  public String sentence() {
    return Character.toUpperCase(reason.charAt(0)) + reason.substring(1) + ".";
  }

  /** What to do, if the keys are wanted all the same. */
  String remedy() {
    return remedy;
  }

  /** Whether the user cannot choose keys all the same: a file keeps them, and goes to others. */
  public boolean refusesKeys() {
    return this == BUILD_CACHE;
  }
}
