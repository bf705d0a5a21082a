package io.github.rolecall.model;

import java.util.List;
import java.util.Optional;

/**
 * What limits a session to less than its role may do.
 *
 * @param inline a policy in JSON
 * @param managed ARNs of policies
 */
public record SessionPolicies(Optional<String> inline, List<String> managed) {
  public static final SessionPolicies NONE = new SessionPolicies(Optional.empty(), List.of());

  public boolean limit() {
    return !equals(NONE);
  }
}
