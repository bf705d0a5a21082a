package io.github.rolecall.policy.read;

import java.util.List;

/** The file has several roles, and the role to use is unknown or missing. */
public final class SeveralRolesException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> roles;

  SeveralRolesException(String message, List<String> roles) {
    super(message);
    this.roles = roles;
  }

  /** The roles: an ARN, a name, or the name within the file. */
  public List<String> roles() {
    return roles;
  }
}
