package io.github.rolecall.maven;

import io.github.rolecall.input.Inputs;
import io.github.rolecall.option.Input;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.InputProblem;
import java.util.List;

/**
 * The options of one execution of {@code assume} for its export to later goals.
 *
 * @param profile the name of the profile for goals that are told one
 * @param exportChosen whether the user has chosen how goals get the credentials
 * @param only the goals that get the credentials; empty: all goals that no other execution names
 * @param further more goals that start processes, beside the known ones
 * @param required whether the build fails if there is no credential source
 * @param lazy whether to assume the role only when a goal starts that may use it
 * @param refresh whether an endpoint renews the credentials
 * @param dryRun whether to print only the plan
 */
record HandoffOptions(
    String profile,
    DeliveryMode export,
    boolean exportChosen,
    List<GoalPattern> only,
    List<GoalPattern> further,
    boolean required,
    boolean lazy,
    boolean refresh,
    boolean dryRun) {
  static final String REFRESH = "<refresh>true</refresh>";

  /**
   * Reads the options.
   *
   * @throws CredentialsException with {@link InputProblem}
   */
  static HandoffOptions of(String profile, Inputs inputs, DeliveryMode standard) {
    boolean refresh = inputs.flag(Input.REFRESH, false);
    DeliveryMode export = DeliveryMode.of(inputs, refresh ? DeliveryMode.ENDPOINT : standard);
    if (refresh && export != DeliveryMode.ENDPOINT) {
      throw new CredentialsException(
          new InputProblem.Conflict(
              inputs.name(Input.REFRESH),
              export.toString(),
              "only an endpoint can renew credentials: remove one of the two"));
    }
    return new HandoffOptions(
        profile,
        export,
        refresh || inputs.has(Input.EXPORT),
        GoalPattern.ofFor(inputs),
        GoalPattern.ofGoals(inputs),
        inputs.flag(Input.REQUIRED, true),
        inputs.flag(Input.LAZY, false),
        refresh,
        inputs.flag(Input.DRY_RUN, false));
  }

  String recipients() {
    return only.isEmpty() ? "later goals of this build" : "the goals " + only;
  }
}
