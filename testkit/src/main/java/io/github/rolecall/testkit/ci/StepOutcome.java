package io.github.rolecall.testkit.ci;

import java.util.Map;

/**
 * The outcome of a step.
 *
 * @param id the id of the step
 * @param result the result, regardless of whether the job continues
 * @param exitCode the exit code of its program; 0 if it was skipped
 * @param exported the variables that it wrote to GITHUB_ENV
 * @param outputs the outputs that it wrote to GITHUB_OUTPUT
 * @param state the state that it wrote to GITHUB_STATE
 * @param summary its GITHUB_STEP_SUMMARY, masked
 */
public record StepOutcome(
    String id,
    Result result,
    int exitCode,
    Map<String, String> exported,
    Map<String, String> outputs,
    Map<String, String> state,
    String summary) {

  /** The result of a step. */
  public enum Result {
    /** The step ran without failures. */
    SUCCESS,
    /** Its program, one of its commands or one of its files failed. */
    FAILURE,
    /** Its condition did not hold. */
    SKIPPED
  }

  static StepOutcome skipped(String id) {
    return new StepOutcome(id, Result.SKIPPED, 0, Map.of(), Map.of(), Map.of(), "");
  }
}
