package io.github.rolecall.policy;

import java.util.List;
import java.util.Optional;

/**
 * One statement of a trust policy.
 *
 * @param otherActions whether {@code NotAction} lists what is not meant
 */
public record Statement(
    Optional<String> sid,
    boolean allow,
    Principals principals,
    boolean otherActions,
    List<String> actions,
    List<Condition> conditions) {

  /** Whether the statement is about this action, compared with wildcards and without case. */
  public boolean about(String action) {
    boolean listed =
        actions.stream().anyMatch(pattern -> Glob.of(pattern).matchesIgnoringCase(action));
    return listed != otherActions;
  }

  public List<Condition> on(String key) {
    return conditions.stream().filter(condition -> condition.sameKey(key)).toList();
  }
}
