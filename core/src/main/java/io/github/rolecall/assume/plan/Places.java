package io.github.rolecall.assume.plan;

import io.github.rolecall.option.FrontEnd;
import io.github.rolecall.option.Input;
import io.github.rolecall.plan.HandOn;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.InputProblem;
import java.util.HashMap;
import java.util.Map;

/** Where the roles of a run hand on to: they must not get into each other's way. */
final class Places {
  private final Map<String, String> taken = new HashMap<>();

  /**
   * Takes the places of a role. Fails with {@link InputProblem.Conflict} when another role has one
   * of them, and with {@link InputProblem.Incomplete} when a role of several has none.
   */
  void take(PlannedRole role) {
    HandOn handOn = role.plan().handOn();
    boolean maven = role.inputs().frontEnd() == FrontEnd.MAVEN;
    boolean named = !handOn.prefixes().variables().isEmpty();
    if (named || (handOn.environment() && !maven)) {
      take(
          "variables " + handOn.prefixes().variables() + "AWS_ACCESS_KEY_ID ...",
          role,
          "set another " + role.inputs().name(Input.ENVIRONMENT_PREFIX));
    }
    String profile = "set another " + role.inputs().name(Input.AWS_PROFILE);
    handOn.profile().ifPresent(place -> take("the profile " + place.name(), role, profile));
    if (maven && !named && !role.inputs().has(Input.FOR)) {
      take("all later goals", role, "say which goals each is for, with <for>");
    }
    if (!maven && !handOn.environment() && !handOn.outputs() && handOn.profile().isEmpty()) {
      throw new CredentialsException(
          new InputProblem.Incomplete(
              "the role " + role.name(),
              Input.ENVIRONMENT_PREFIX,
              "one of several roles has to say where its credentials go"));
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
