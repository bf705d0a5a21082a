package io.github.rolecall.option;

/** The headings of the inputs in the help and in the reference, in this order. */
public enum Section {
  COMMON("Common options"),
  SESSION("Role session"),
  IDENTITY("Source of the identity"),
  GUARDS("Guards"),
  NETWORK("Network and time limits"),
  RESULT("Output"),
  POLICY("Trust policy"),
  BUILD("Maven build");

  private final String heading;

  Section(String heading) {
    this.heading = heading;
  }

  /** The heading, without a colon. */
  public String heading() {
    return heading;
  }
}
