package io.github.rolecall.maven;

import io.github.rolecall.text.PlainText;

/**
 * A role that a goal has waited for cannot be assumed. It fails the build from within Maven's
 * event, with the whole message; like every failure of ours it has no cause, because Maven prints
 * causes.
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

  /** There is no password for a goal whose configuration names one. */
  static AwaitedRoleException ofEcr(String goal, String message) {
    return new AwaitedRoleException(
        "Could not log %s in to Amazon ECR: %s".formatted(goal, PlainText.harmless(message)));
  }
}
