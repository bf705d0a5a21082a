package io.github.rolecall.policy.read;

/** The file has several roles, and the role to use is unknown or missing. */
public final class SeveralRolesException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  SeveralRolesException(String message) {
    super(message);
  }
}
