package io.github.rolecall.option;

import java.util.EnumSet;
import java.util.Set;

/** What an input is for: a goal of the Maven plugin, or the command of the same name. */
public enum Goal {
  ASSUME,
  EXPLAIN,
  SSO_LOGIN,
  TRUST_POLICY,
  WHOAMI;

  /**
   * The inputs that the goal or the command takes. In a pom the configuration of the plugin is for
   * all of its goals, so that each of them takes what the smallest one does.
   */
  public Set<Input> inputs(FrontEnd frontEnd) {
    var inputs = EnumSet.noneOf(Input.class);
    for (Input input : Input.values()) {
      boolean meant =
          input.goals().contains(this)
              || (frontEnd == FrontEnd.MAVEN && input.goals().contains(WHOAMI));
      if (meant && frontEnd.takes(input)) {
        inputs.add(input);
      }
    }
    return inputs;
  }
}
