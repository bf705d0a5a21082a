package io.github.rolecall.policy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One statement of a trust policy.
 *
 * @param otherActions whether the element is {@code NotAction}
 */
public record Statement(
    Optional<String> sid,
    boolean allow,
    Principals principals,
    boolean otherActions,
    List<String> actions,
    List<Condition> conditions) {

  /**
   * Whether the statement is about this action. Actions may have wildcards; letter case does not
   * count.
   */
  public boolean about(String action) {
    boolean listed =
        actions.stream().anyMatch(pattern -> Glob.of(pattern).matchesIgnoringCase(action));
    return listed != otherActions;
  }

  /** The same; unknown where a template has not filled in an action. */
  TriState concerns(String action) {
    boolean known = actions.stream().noneMatch(Unresolved::has);
    boolean named = about(action) != otherActions;
    return known || named ? TriState.of(about(action)) : TriState.UNKNOWN;
  }

  /** The parts that a template has not filled in, as they are written. */
  Stream<String> unresolved() {
    return Stream.of(
            principals.entries().stream().map(Principals.Entry::value),
            actions.stream(),
            conditions.stream().map(Condition::key),
            conditions.stream().flatMap(condition -> condition.expected().stream()))
        .flatMap(texts -> texts)
        .flatMap(text -> Unresolved.in(text).stream());
  }

  /** Whether a template has not filled in a condition key, so that it may be any key. */
  public boolean hasUnresolvedKey() {
    return conditions.stream().map(Condition::key).anyMatch(Unresolved::has);
  }

  public List<Condition> on(String key) {
    return conditions.stream().filter(condition -> condition.sameKey(key)).toList();
  }

  /** The same statement with other conditions. Two on one key with one operator become one list. */
  public Statement with(List<Condition> others) {
    var merged = new LinkedHashMap<String, Condition>();
    others.forEach(
        each ->
            merged.merge(
                each.name() + " " + each.key().toLowerCase(Locale.ROOT), each, Condition::or));
    return new Statement(
        sid, allow, principals, otherActions, actions, List.copyOf(merged.values()));
  }

  /** The same statement for other actions. */
  public Statement allowing(List<String> others) {
    return new Statement(sid, allow, principals, false, List.copyOf(others), conditions);
  }

  /** The same statement for other principals. */
  public Statement by(Principals others) {
    return new Statement(sid, allow, others, otherActions, actions, conditions);
  }

  /** The same statement without its Sid, which must be unique in a policy. */
  public Statement unnamed() {
    return new Statement(Optional.empty(), allow, principals, otherActions, actions, conditions);
  }
}
