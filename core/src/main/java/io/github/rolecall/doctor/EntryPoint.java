package io.github.rolecall.doctor;

import io.github.rolecall.assume.plan.Planner;
import io.github.rolecall.ci.CiPlatform;
import io.github.rolecall.host.Host;
import io.github.rolecall.input.Inputs;
import io.github.rolecall.option.FrontEnd;
import io.github.rolecall.option.Goal;
import io.github.rolecall.option.Input;
import io.github.rolecall.plan.Plan;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.Fact;
import java.util.Map;

/** The ways in, each of which finds its source of credentials by the same planner as ever. */
enum EntryPoint {
  ACTION("GitHub action, with a role", FrontEnd.ACTION, Goal.ASSUME, true),
  ASSUME("rolecall assume, with a role", FrontEnd.COMMAND, Goal.ASSUME, true),
  WHOAMI("rolecall whoami and export", FrontEnd.COMMAND, Goal.WHOAMI, false),
  MAVEN("Maven goals, with a role", FrontEnd.MAVEN, Goal.ASSUME, true);

  /** Stands for any role: it is not asked for. */
  private static final String ROLE = "arn:aws:iam::111122223333:role/Any";

  private final String label;
  private final FrontEnd frontEnd;
  private final Goal goal;
  private final boolean role;

  EntryPoint(String label, FrontEnd frontEnd, Goal goal, boolean role) {
    this.label = label;
    this.frontEnd = frontEnd;
    this.goal = goal;
    this.role = role;
  }

  /** Whose credentials it would use, and why; or why it would use none. */
  Fact identity(Host host, CiPlatform platform) {
    try {
      Inputs inputs =
          Inputs.of(
              frontEnd,
              goal.inputs(frontEnd),
              role ? Map.of(Input.ROLE_TO_ASSUME, ROLE) : Map.of(),
              host.environment());
      Plan plan = new Planner(host, platform).explaining().plan(inputs).get(0).plan();
      return new Fact(
          label,
          plan.notes().reasons().stream()
              .filter(reason -> reason.name().equals("identity"))
              .map(Fact::value)
              .findFirst()
              .orElse(plan.source().describe()));
    } catch (CredentialsException e) {
      return new Fact(label, "none: " + e.problem().what(frontEnd));
    }
  }
}
