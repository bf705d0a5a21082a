package io.github.rolecall.policy.read;

/** Says that a file has several roles, and not which one is meant. */
public final class SeveralRolesException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  SeveralRolesException(String message) {
    super(message);
  }
}
