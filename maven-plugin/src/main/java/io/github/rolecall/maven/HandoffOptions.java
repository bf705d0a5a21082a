package io.github.rolecall.maven;

import io.github.rolecall.input.Inputs;
import io.github.rolecall.option.Input;
import java.util.List;

/**
 * The options of one execution of {@code assume} for its export to later goals.
 *
 * @param profile the name of the profile for goals that are told one
 * @param only the goals that get the credentials; empty: all goals that no other execution names
 * @param further more goals that start processes, beside the known ones
 * @param required whether the build fails if there is no credential source
 * @param lazy whether to assume the role only when a goal starts that may use it
 * @param dryRun whether to print only the plan
 */
record HandoffOptions(
    String profile,
    ExportChoice choice,
    List<GoalPattern> only,
    List<GoalPattern> further,
    boolean required,
    boolean lazy,
    boolean dryRun) {

  static HandoffOptions of(String profile, Inputs inputs, DeliveryMode standard) {
    return new HandoffOptions(
        profile,
        ExportChoice.of(inputs, standard),
        GoalPattern.ofFor(inputs),
        GoalPattern.ofGoals(inputs),
        inputs.flag(Input.REQUIRED, true),
        inputs.flag(Input.LAZY, false),
        inputs.flag(Input.DRY_RUN, false));
  }

  DeliveryMode export() {
    return choice.mode();
  }

  boolean exportChosen() {
    return choice.chosen();
  }

  boolean refresh() {
    return choice.refresh();
  }

  String recipients() {
    return only.isEmpty() ? "later goals of this build" : "the goals " + only;
  }
}
