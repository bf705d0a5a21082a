package io.github.rolecall.model;

/**
 * The answer of GetCallerIdentity.
 *
 * @param userId unique id, for a role session {@code AROA...:session-name}
 */
public record CallerIdentity(String account, String arn, String userId) {

  /** The ARN; of a role's session without the session's name, so that all of them have the same. */
  public String role() {
    return arn.contains(":assumed-role/") ? arn.substring(0, arn.lastIndexOf('/')) : arn;
  }
}
