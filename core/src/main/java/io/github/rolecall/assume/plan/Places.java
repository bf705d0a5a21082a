package io.github.rolecall.assume.plan;

import io.github.rolecall.option.FrontEnd;
import io.github.rolecall.option.Input;
import io.github.rolecall.plan.ExportTargets;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.InputProblem;
import java.util.HashMap;
import java.util.Map;

/** Checks that the roles of a run export to different places. */
final class Places {
  private final Map<String, String> taken = new HashMap<>();

  /**
   * Records the places of a role. Fails with {@link InputProblem.Conflict} when another role uses
   * one of them, and with {@link InputProblem.Incomplete} when a role of several has no place.
   */
  void take(PlannedRole role) {
    ExportTargets exportTargets = role.plan().exportTargets();
    boolean maven = role.inputs().frontEnd() == FrontEnd.MAVEN;
    boolean named = !exportTargets.prefixes().variables().isEmpty();
    if (named || (exportTargets.environment() && !maven)) {
      take(
          "variables " + exportTargets.prefixes().variables() + "AWS_ACCESS_KEY_ID ...",
          role,
          "use another " + role.inputs().name(Input.ENVIRONMENT_PREFIX));
    }
    String profile = "use another " + role.inputs().name(Input.AWS_PROFILE);
    exportTargets.profile().ifPresent(place -> take("the profile " + place.name(), role, profile));
    if (maven && !named && !role.inputs().has(Input.FOR)) {
      take("all later goals", role, "select the goals of each role with <for>");
    }
    if (!maven
        && !exportTargets.environment()
        && !exportTargets.outputs()
        && exportTargets.profile().isEmpty()) {
      throw new CredentialsException(
          new InputProblem.Incomplete(
              "the role " + role.name(),
              Input.ENVIRONMENT_PREFIX,
              "with several roles, each needs its own place for its credentials"));
    }
  }

  private void take(String place, PlannedRole role, String why) {
    String other = taken.putIfAbsent(place, role.name());
    if (other != null) {
      throw new CredentialsException(
          new InputProblem.Conflict(
              "the role " + other,
              "the role " + role.name(),
              "both export to " + place + ": " + why));
    }
  }
}
