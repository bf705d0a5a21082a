package io.github.rolecall.assume.plan;

import io.github.rolecall.input.Inputs;
import io.github.rolecall.plan.Plan;

/**
 * One of the roles of a run, of which there is one as a rule.
 *
 * @param inputs what the user set for it
 */
public record PlannedRole(Inputs inputs, Plan plan) {
  /** What tells it from the others; empty: it is the only one. */
  public String name() {
    return inputs.role();
  }

  /** Its name with the text, if it has one. */
  public String titled(String text) {
    return name().isEmpty() ? text : text + ": " + name();
  }
}
