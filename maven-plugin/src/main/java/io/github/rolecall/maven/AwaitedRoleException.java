package io.github.rolecall.maven;

import io.github.rolecall.CredentialsException;
import io.github.rolecall.FrontEnd;
import io.github.rolecall.PlainText;
import io.github.rolecall.Problem;
import io.github.rolecall.RunProblem;

/**
 * A role that a goal has waited for cannot be assumed. It fails the build from within Maven's
 * event, with the whole message; like every failure of ours it has no cause, because Maven prints
 * causes.
 */
final class AwaitedRoleException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private AwaitedRoleException(String execution, Problem problem) {
    super(
        "The execution '"
            + execution
            + "' of credentials:assume failed, when the first goal that may use its credentials was"
            + " to start: "
            + PlainText.harmless(problem.message(FrontEnd.MAVEN)));
  }

  static AwaitedRoleException of(String execution, RuntimeException failure) {
    return new AwaitedRoleException(
        execution,
        failure instanceof CredentialsException known
            ? known.problem()
            : RunProblem.Internal.of(failure));
  }
}
