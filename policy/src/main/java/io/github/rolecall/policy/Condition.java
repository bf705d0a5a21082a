package io.github.rolecall.policy;

import java.util.LinkedHashSet;
import java.util.List;

/**
 * One operator on one key of a {@code Condition} element.
 *
 * @param name the operator as the policy writes it
 * @param key the condition key as the policy writes it; its letter case does not count
 * @param expected the values. The key must have one of them, or, for a negated operator, none of
 *     them
 */
public record Condition(String name, Operator operator, String key, List<String> expected) {

  public static Condition of(String name, String key, List<String> expected) {
    return new Condition(name, Operator.parse(name), key, List.copyOf(expected));
  }

  public TriState holds(Request request, boolean variables) {
    boolean replaced = variables && operator.comparesText();
    return operator.holds(request.key(key), expected, new Variables(replaced, request::key));
  }

  public boolean sameKey(String other) {
    return LetterCase.same(key, other);
  }

  /** Whether the condition matches the values that the policy lists. */
  public boolean positive() {
    return operator.positive();
  }

  /** {@code Null} with {@code false}: the key must be there. */
  public boolean demandsPresence() {
    return operator.asksForPresence()
        && expected.stream().allMatch(value -> LetterCase.same(value, "false"));
  }

  /** Values with a wildcard that the operator compares as a plain character. */
  public List<String> literalWildcards() {
    return operator.comparesText() && !operator.wildcards()
        ? expected.stream().filter(Condition::hasWildcard).toList()
        : List.of();
  }

  public static boolean hasWildcard(String value) {
    String plain = value.replace("${*}", "").replace("${?}", "");
    return plain.contains("*") || plain.contains("?");
  }

  /** The same condition with the values of both; they are alternatives. */
  public Condition or(Condition other) {
    var values = new LinkedHashSet<>(expected);
    values.addAll(other.expected);
    return new Condition(name, operator, key, List.copyOf(values));
  }

  /** The same on another key. */
  public Condition on(String other) {
    return new Condition(name, operator, other, expected);
  }
}
