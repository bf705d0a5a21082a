package io.github.rolecall.assume.plan;

import io.github.rolecall.input.Inputs;
import io.github.rolecall.input.NamedInputs;
import io.github.rolecall.option.FrontEnd;
import io.github.rolecall.option.Input;
import io.github.rolecall.plan.HandOn;
import io.github.rolecall.plan.NamedPlan;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.InputProblem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The plans for several roles of one run, which must not get into each other's way. */
public final class RolePlans {
  private final Planner planner;

  /** Where credentials go, and whose they are. */
  private final Map<String, String> taken = new HashMap<>();

  public RolePlans(Planner planner) {
    this.planner = planner;
  }

  /**
   * Decides everything, for each of the roles.
   *
   * @param inputs with several roles
   * @throws CredentialsException with {@link InputProblem} or {@link
   *     io.github.rolecall.problem.IdentityProblem}
   */
  public List<NamedPlan> of(Inputs inputs) {
    var plans = new ArrayList<NamedPlan>();
    for (NamedInputs role : inputs.roles()) {
      var plan = new NamedPlan(role.name(), planner.plan(role.inputs()));
      check(plan, role.inputs());
      plans.add(plan);
    }
    return plans;
  }

  private void check(NamedPlan plan, Inputs inputs) {
    HandOn handOn = plan.plan().handOn();
    boolean named = !handOn.prefixes().variables().isEmpty();
    if (named || (handOn.environment() && inputs.frontEnd() != FrontEnd.MAVEN)) {
      take(
          "variables " + handOn.prefixes().variables() + "AWS_ACCESS_KEY_ID ...",
          plan.name(),
          "set another " + inputs.name(Input.ENVIRONMENT_PREFIX));
    }
    handOn
        .profile()
        .ifPresent(
            profile ->
                take(
                    "the profile " + profile.name(),
                    plan.name(),
                    "set another " + inputs.name(Input.AWS_PROFILE)));
    if (inputs.frontEnd() == FrontEnd.MAVEN) {
      if (handOn.prefixes().variables().isEmpty() && !inputs.has(Input.FOR)) {
        take("all later goals", plan.name(), "say which goals each is for, with <for>");
      }
    } else if (!handOn.environment() && !handOn.outputs() && handOn.profile().isEmpty()) {
      throw new CredentialsException(
          new InputProblem.Incomplete(
              "the role " + plan.name(),
              Input.ENVIRONMENT_PREFIX,
              "one of several roles has to say where its credentials go"));
    }
  }

  private void take(String place, String role, String why) {
    String other = taken.putIfAbsent(place, role);
    if (other != null) {
      throw new CredentialsException(
          new InputProblem.Conflict(
              "the role " + other, "the role " + role, "both hand on to " + place + ": " + why));
    }
  }
}
