package io.github.rolecall.maven;

import io.github.rolecall.input.Inputs;
import io.github.rolecall.option.Input;
import java.util.List;

/**
 * What one execution of {@code assume} says about its hand-over to later goals.
 *
 * @param execution the id of the execution, for messages and as the name of a profile
 * @param exportChosen whether the user has chosen how goals get the credentials
 * @param only the goals that it is for; empty: all that no other execution names
 * @param further goals that start processes beside those that are known
 * @param required whether the build fails where there is nobody to start from
 * @param lazy whether the role is assumed only when a goal starts that may use it
 * @param dryRun whether the plan is only told
 */
record HandoffOptions(
    String execution,
    DeliveryMode export,
    boolean exportChosen,
    List<GoalPattern> only,
    List<GoalPattern> further,
    boolean required,
    boolean lazy,
    boolean dryRun) {

  static HandoffOptions of(String execution, Inputs inputs, DeliveryMode standard) {
    return new HandoffOptions(
        execution,
        DeliveryMode.of(inputs, standard),
        inputs.has(Input.EXPORT),
        GoalPattern.ofFor(inputs),
        GoalPattern.ofGoals(inputs),
        inputs.flag(Input.REQUIRED, true),
        inputs.flag(Input.LAZY, false),
        inputs.flag(Input.DRY_RUN, false));
  }

  String recipients() {
    return only.isEmpty() ? "later goals of this build" : "the goals " + only;
  }
}
