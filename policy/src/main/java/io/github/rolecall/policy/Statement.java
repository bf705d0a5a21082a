package io.github.rolecall.policy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

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

  /** The same, where a template has not filled in an action. */
  TriState concerns(String action) {
    boolean known = actions.stream().noneMatch(Unresolved::has);
    boolean named = about(action) != otherActions;
    return known || named ? TriState.of(about(action)) : TriState.UNKNOWN;
  }

  /** What a template has not filled in, as it is written. */
  Stream<String> unresolved() {
    return Stream.of(
            principals.entries().stream().map(Principals.Entry::value),
            actions.stream(),
            conditions.stream().map(Condition::key),
            conditions.stream().flatMap(condition -> condition.expected().stream()))
        .flatMap(texts -> texts)
        .flatMap(text -> Unresolved.in(text).stream());
  }

  /** Whether a template has not filled in a condition key, so that any may be meant. */
  public boolean hasUnresolvedKey() {
    return conditions.stream().map(Condition::key).anyMatch(Unresolved::has);
  }

  public List<Condition> on(String key) {
    return conditions.stream().filter(condition -> condition.sameKey(key)).toList();
  }

  /** The same with other conditions; two on one key under one operator become one list. */
  public Statement with(List<Condition> others) {
    var merged = new LinkedHashMap<String, Condition>();
    others.forEach(
        each ->
            merged.merge(
                each.name() + " " + each.key().toLowerCase(Locale.ROOT), each, Condition::or));
    return new Statement(
        sid, allow, principals, otherActions, actions, List.copyOf(merged.values()));
  }

  /** The same about other actions. */
  public Statement allowing(List<String> others) {
    return new Statement(sid, allow, principals, false, List.copyOf(others), conditions);
  }

  /** The same for other principals. */
  public Statement by(Principals others) {
    return new Statement(sid, allow, others, otherActions, actions, conditions);
  }

  /** The same without its name, of which a policy may have one only. */
  public Statement unnamed() {
    return new Statement(Optional.empty(), allow, principals, otherActions, actions, conditions);
  }
}
