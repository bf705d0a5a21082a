package io.github.rolecall.option;

import java.util.EnumSet;
import java.util.Set;

/** What an input is for: a goal of the Maven plugin, or the command of the same name. */
public enum Goal {
  ASSUME,
  CODEARTIFACT_TOKEN,
  ECR_LOGIN,
  EXPLAIN,
  SSO_LOGIN,
  TRUST_POLICY,
  WHOAMI;

  /** What both take says which session it is, and not where its credentials go. */
  private static final Set<Goal> OF_A_SESSION = EnumSet.of(ASSUME, EXPLAIN);

  /**
   * The inputs that the goal or the command takes. In a pom the configuration of the plugin is for
   * all of its goals, so that each of them takes what the smallest one does.
   */
  public Set<Input> inputs(FrontEnd frontEnd) {
    var inputs = EnumSet.noneOf(Input.class);
    for (Input input : Input.values()) {
      boolean meant =
          input.goals().contains(this)
              || (usesSession() && input.goals().containsAll(OF_A_SESSION))
              || (frontEnd == FrontEnd.MAVEN && input.goals().contains(WHOAMI));
      if (meant && frontEnd.takes(input)) {
        inputs.add(input);
      }
    }
    return inputs;
  }

  /** Whether it uses a session itself, and exports none of its credentials. */
  private boolean usesSession() {
    return this == CODEARTIFACT_TOKEN || this == ECR_LOGIN;
  }
}
