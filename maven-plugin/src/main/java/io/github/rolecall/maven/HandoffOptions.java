package io.github.rolecall.maven;

import io.github.rolecall.input.Inputs;
import io.github.rolecall.option.Input;
import java.util.List;

/**
 * The options of one execution of {@code assume} for the export to later goals.
 *
 * @param profile the name of the profile for selected goals
 * @param goals the goals that get the credentials
 * @param required whether the build fails if there is no credential source
 * @param lazy whether to assume the role only when a goal starts that may use it
 * @param dryRun whether to print the plan only
 */
record HandoffOptions(
    String profile,
    ExportChoice choice,
    GoalSelection goals,
    boolean required,
    boolean lazy,
    boolean dryRun) {

  /**
   * The profile of an execution without an id, whose id is {@code default}. A profile with the name
   * {@code default} would apply to all processes, including those of goals that are not selected.
   */
  private static final String UNNAMED = "rolecall";

  static HandoffOptions of(String profile, Inputs inputs, DeliveryMode standard) {
    ExportChoice choice = ExportChoice.of(inputs, standard);
    GoalSelection goals = GoalSelection.of(inputs);
    return new HandoffOptions(
        profile.equals("default") ? UNNAMED : profile,
        choice,
        goals,
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

  List<GoalPattern> only() {
    return goals.only();
  }

  List<GoalPattern> further() {
    return goals.further();
  }

  String recipients() {
    return goals.toString();
  }
}
