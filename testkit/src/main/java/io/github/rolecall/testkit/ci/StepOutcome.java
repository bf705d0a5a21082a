package io.github.rolecall.testkit.ci;

import java.util.Map;

/**
 * What a step came to.
 *
 * @param id the id of the step
 * @param result how it ended, whether or not the job goes on
 * @param exitCode the exit code of its program, 0 when skipped
 * @param exported what it wrote to GITHUB_ENV
 * @param outputs what it wrote to GITHUB_OUTPUT
 * @param state what it wrote to GITHUB_STATE
 * @param summary what a person sees of its GITHUB_STEP_SUMMARY
 */
public record StepOutcome(
    String id,
    Result result,
    int exitCode,
    Map<String, String> exported,
    Map<String, String> outputs,
    Map<String, String> state,
    String summary) {

  /** How a step ended. */
  public enum Result {
    /** It ran, and well. */
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
