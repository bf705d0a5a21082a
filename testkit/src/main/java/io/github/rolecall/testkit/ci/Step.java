package io.github.rolecall.testkit.ci;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A step of a job.
 *
 * @param id the id, which refers to its outputs
 * @param work what the step does
 * @param environment the variables of this step only
 * @param condition when the step runs
 * @param continueOnError whether the job continues after a failure of this step
 */
public record Step(
    String id,
    Work work,
    Map<String, String> environment,
    Condition condition,
    boolean continueOnError) {

  /** What a step does. */
  public sealed interface Work {}

  /**
   * An action.
   *
   * @param main the main program
   * @param post the program that runs at the end of the job
   * @param inputs the inputs by their names in the workflow
   */
  public record Action(Program main, Optional<Program> post, Map<String, String> inputs)
      implements Work {}

  /**
   * Shell lines, run as {@code bash -e}.
   *
   * @param text the lines
   */
  public record Script(String text) implements Work {}

  /** When a step runs. */
  public enum Condition {
    /** As long as no step has failed. */
    SUCCESS,
    /** Only after a failure. */
    FAILURE,
    /** Always. */
    ALWAYS;

    boolean holds(boolean failed) {
      return this == ALWAYS || failed == (this == FAILURE);
    }
  }

  public Step {
    environment = Map.copyOf(environment);
  }

  /** A step that uses an action without a post step. */
  public static Step action(String id, Program main, Map<String, String> inputs) {
    Work work = new Action(main, Optional.empty(), Map.copyOf(inputs));
    return new Step(id, work, Map.of(), Condition.SUCCESS, false);
  }

  /** A step that uses an action with a post step. */
  public static Step action(String id, Program main, Program post, Map<String, String> inputs) {
    Work work = new Action(main, Optional.of(post), Map.copyOf(inputs));
    return new Step(id, work, Map.of(), Condition.SUCCESS, false);
  }

  /** A {@code run:} step. */
  public static Step script(String id, String... lines) {
    Work work = new Script(String.join("\n", lines) + "\n");
    return new Step(id, work, Map.of(), Condition.SUCCESS, false);
  }

  /** This step with one more variable. */
  public Step with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(environment);
    more.put(name, value);
    return new Step(id, work, more, condition, continueOnError);
  }

  /** This step with another condition. */
  public Step when(Condition when) {
    return new Step(id, work, environment, when, continueOnError);
  }

  /** This step with continue-on-error. */
  public Step continuingOnError() {
    return new Step(id, work, environment, condition, true);
  }
}
