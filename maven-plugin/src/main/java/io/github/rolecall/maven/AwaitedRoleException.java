package io.github.rolecall.maven;

import io.github.rolecall.text.PlainText;

/**
 * Thrown when Rolecall cannot assume the role that a goal waits for. It fails the build from a
 * Maven event and contains the whole message. Like all exceptions of Rolecall it has no cause,
 * because Maven prints causes.
 */
final class AwaitedRoleException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  AwaitedRoleException(String execution, String when, String message) {
    this(
        "The execution '%s' of credentials:assume failed, %s: %s"
            .formatted(execution, when, PlainText.harmless(message)));
  }

  private AwaitedRoleException(String message) {
    super(message);
  }

  /** Creates the exception for a goal whose ECR password Rolecall could not get. */
  static AwaitedRoleException ofEcr(String goal, String message) {
    return new AwaitedRoleException(
        "Could not log %s in to Amazon ECR: %s".formatted(goal, PlainText.harmless(message)));
  }
}
