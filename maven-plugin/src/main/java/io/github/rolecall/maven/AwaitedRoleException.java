package io.github.rolecall.maven;

import io.github.rolecall.option.Words;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.Problem;
import io.github.rolecall.problem.RunProblem;
import io.github.rolecall.text.PlainText;

/**
 * A role that a goal has waited for cannot be assumed. It fails the build from within Maven's
 * event, with the whole message; like every failure of ours it has no cause, because Maven prints
 * causes.
 */
final class AwaitedRoleException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private AwaitedRoleException(String execution, String when, String message) {
    super(
        "The execution '%s' of credentials:assume failed, %s: %s"
            .formatted(execution, when, PlainText.harmless(message)));
  }

  static AwaitedRoleException of(String execution, RuntimeException failure, Words words) {
    Problem problem =
        failure instanceof CredentialsException known
            ? known.problem()
            : RunProblem.Internal.of(failure);
    return new AwaitedRoleException(
        execution,
        "when the first goal that may use its credentials was to start",
        problem.message(words));
  }

  /** The same for a goal that a build cache has skipped. */
  static AwaitedRoleException skipped(String execution, String message) {
    return new AwaitedRoleException(execution, "which the build cache has skipped", message);
  }
}
