package io.github.rolecall.assume.plan;

import io.github.rolecall.input.Inputs;
import io.github.rolecall.plan.Plan;

/**
 * One role of a run. Most runs have only one.
 *
 * @param inputs what the user set for it
 */
public record PlannedRole(Inputs inputs, Plan plan) {
  /** Returns the name that distinguishes the role from the others; empty if it is the only one. */
  public String name() {
    return inputs.role();
  }

  /** Returns the text with the name of the role, if it has one. */
  public String titled(String text) {
    return name().isEmpty() ? text : text + ": " + name();
  }
}
