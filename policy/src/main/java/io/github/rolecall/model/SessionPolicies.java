package io.github.rolecall.model;

import java.util.List;
import java.util.Optional;

/**
 * Session policies: they limit what the session may do.
 *
 * @param inline a policy in JSON
 * @param managed ARNs of managed policies
 */
public record SessionPolicies(Optional<String> inline, List<String> managed) {
  /** No limit: the session may do what the role may do. */
  public static final SessionPolicies NONE = new SessionPolicies(Optional.empty(), List.of());

  public boolean limit() {
    return inline.isPresent() || !managed.isEmpty();
  }
}
