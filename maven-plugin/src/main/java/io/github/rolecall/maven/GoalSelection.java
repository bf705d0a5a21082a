package io.github.rolecall.maven;

import io.github.rolecall.input.Inputs;
import io.github.rolecall.option.Input;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.InputProblem;
import java.util.List;
import org.apache.maven.plugin.MojoExecution;

/**
 * The goals that get the credentials of one execution of {@code assume}.
 *
 * @param only the goals that get the credentials; empty means all goals that no other execution
 *     names
 * @param except the goals that do not get them
 * @param further goals that start processes, in addition to the known ones
 */
record GoalSelection(List<GoalPattern> only, List<GoalPattern> except, List<GoalPattern> further) {

  /**
   * Reads the patterns.
   *
   * @throws CredentialsException with {@link InputProblem} if they contradict each other
   */
  static GoalSelection of(Inputs inputs) {
    List<String> both =
        inputs.list(Input.FOR).stream().filter(inputs.list(Input.EXCEPT)::contains).toList();
    if (!both.isEmpty()) {
      throw new CredentialsException(
          new InputProblem.Conflict(
              inputs.name(Input.FOR) + " " + both.get(0),
              inputs.name(Input.EXCEPT) + " " + both.get(0),
              "these goals would get no credentials"));
    }
    return new GoalSelection(
        GoalPattern.of(inputs, Input.FOR),
        GoalPattern.of(inputs, Input.EXCEPT),
        GoalPattern.of(inputs, Input.GOALS));
  }

  /** Whether some goals of the build get the credentials and others do not. */
  boolean someOnly() {
    return !only.isEmpty() || !except.isEmpty();
  }

  boolean excludes(MojoExecution goal) {
    return except.stream().anyMatch(pattern -> pattern.matches(goal));
  }

  boolean names(MojoExecution goal) {
    return only.stream().anyMatch(pattern -> pattern.matches(goal)) && !excludes(goal);
  }

  /** Whether the goal gets the credentials if no other execution names it. */
  boolean includes(MojoExecution goal) {
    return names(goal) || (only.isEmpty() && !excludes(goal));
  }

  /** The selection, for messages. */
  @Override
  public String toString() {
    String goals = only.isEmpty() ? "later goals of this build" : "the goals " + only;
    return except.isEmpty() ? goals : goals + " except " + except;
  }
}
