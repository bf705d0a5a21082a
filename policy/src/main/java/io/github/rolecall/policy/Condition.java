package io.github.rolecall.policy;

import java.util.List;
import java.util.Optional;

/**
 * One demand of a {@code Condition} element: one operator, one key.
 *
 * @param name the operator as the policy writes it
 * @param operator empty for one that IAM does not have, about which nothing can be said
 * @param key the condition key as the policy writes it; its letter case does not count
 * @param expected one of these, or for negated operators none
 */
public record Condition(
    String name, Optional<Operator> operator, String key, List<String> expected) {

  public static Condition of(String name, String key, List<String> expected) {
    return new Condition(name, Operator.parse(name), key, List.copyOf(expected));
  }

  TriState holds(Request request, boolean variables) {
    return operator
        .map(
            known ->
                known.holds(request.key(key), expected, new Variables(variables, request::key)))
        .orElse(TriState.UNKNOWN);
  }

  public boolean sameKey(String other) {
    return LetterCase.same(key, other);
  }

  /** Whether it lets exactly those through whom the policy names. */
  public boolean positive() {
    return operator.filter(Operator::positive).isPresent();
  }

  public boolean negated() {
    return operator.filter(Operator::negated).isPresent();
  }

  public boolean ifExists() {
    return operator.filter(Operator::ifExists).isPresent();
  }

  public boolean comparesText() {
    return operator.filter(Operator::comparesText).isPresent();
  }

  public boolean wildcards() {
    return operator.flatMap(Operator::test).filter(Comparison::wildcards).isPresent();
  }

  public boolean ignoresCase() {
    return operator
        .flatMap(Operator::test)
        .filter(Comparison.STRING_EQUALS_IGNORE_CASE::equals)
        .isPresent();
  }

  public boolean forAllValues() {
    return operator
        .filter(known -> known.quantifier() == Operator.Quantifier.FOR_ALL_VALUES)
        .isPresent();
  }

  /** {@code Null} with {@code false}: the key must be there. */
  public boolean demandsPresence() {
    return operator.filter(Operator::asksForPresence).isPresent()
        && expected.stream().allMatch(value -> LetterCase.same(value, "false"));
  }

  /** Values with a wildcard where the operator takes it for a plain character. */
  public List<String> literalWildcards() {
    return comparesText() && !wildcards()
        ? expected.stream().filter(Condition::hasWildcard).toList()
        : List.of();
  }

  public static boolean hasWildcard(String value) {
    String plain = value.replace("${*}", "").replace("${?}", "");
    return plain.contains("*") || plain.contains("?");
  }
}
