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

  /** A goal that a build cache has skipped, and that ran all the same, has failed. */
  static AwaitedRoleException ofSkipped(String goal, String execution, String message) {
    return new AwaitedRoleException(
        "The execution '%s' of credentials:%s failed, which the build cache has skipped: %s"
            .formatted(execution, goal, PlainText.harmless(message)));
  }

  /** A goal would show or store the token that its configuration names. */
  static AwaitedRoleException ofCodeArtifact(String goal, String message) {
    return new AwaitedRoleException(
        "Could not give %s the token of CodeArtifact: %s"
            .formatted(goal, PlainText.harmless(message)));
  }

  /** There is no password for a goal whose configuration names one. */
  static AwaitedRoleException ofEcr(String goal, String message) {
    return new AwaitedRoleException(
        "Could not log %s in to Amazon ECR: %s".formatted(goal, PlainText.harmless(message)));
  }
}
