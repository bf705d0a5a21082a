package io.github.rolecall.model;

import java.util.List;
import java.util.Optional;

/**
 * What a session may do less than its role.
 *
 * @param inline a policy in JSON
 * @param managed ARNs of managed policies
 */
public record SessionPolicies(Optional<String> inline, List<String> managed) {
  /** As much as the role. */
  public static final SessionPolicies NONE = new SessionPolicies(Optional.empty(), List.of());

  public boolean limit() {
    return inline.isPresent() || !managed.isEmpty();
  }
}
