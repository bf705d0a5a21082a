package io.github.rolecall.policy.explain;

import static io.github.rolecall.policy.generate.PolicySnippets.literal;

import io.github.rolecall.policy.Condition;
import io.github.rolecall.policy.Glob;
import io.github.rolecall.policy.issuer.Issuer;
import io.github.rolecall.policy.issuer.PatternText;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A condition that also matches the job, in addition to all of its present values.
 *
 * @param issuer the issuer of the token
 * @param condition the condition of the policy
 * @param claim the claim of the condition
 * @param actual the value of the token
 */
record Widened(Issuer issuer, Condition condition, String claim, String actual) {

  /** Whether each run has another value: then no list of values lets in the next run. */
  boolean differsInEachRun() {
    return issuer.claimsOfARun().contains(claim);
  }

  /** Adds the value of the token, or a pattern if part of the value differs in each run. */
  Condition byToken() {
    Optional<String> pattern = issuer.valueOfAnyRun(claim, actual);
    return with(pattern.isPresent(), List.of(pattern.orElse(actual)));
  }

  /** Adds a corrected value of the policy, if it matches the token. */
  Optional<Condition> by(String corrected) {
    boolean wild = Condition.hasWildcard(corrected);
    boolean matches = wild ? Glob.of(corrected).matches(actual) : corrected.equals(actual);
    return matches ? Optional.of(with(wild, List.of(corrected))) : Optional.empty();
  }

  /** Adds the forms of a GitHub subject, with and without ids. */
  Condition byForms(String other) {
    boolean wild = Condition.hasWildcard(other);
    return with(wild, wild ? List.of(other) : List.of(other, actual));
  }

  /** Keeps the values, but compares them as patterns. */
  Condition byWildcards() {
    return with(true, List.of());
  }

  private Condition with(boolean patterns, List<String> more) {
    boolean wild =
        patterns || condition.operator().wildcards() || !condition.literalWildcards().isEmpty();
    var values = new LinkedHashSet<>(condition.expected());
    more.forEach(value -> values.add(written(value, wild, patterns)));
    boolean renamed = wild && !condition.operator().wildcards();
    return Condition.of(
        renamed ? knowingWildcards(condition.name()) : condition.name(),
        condition.key(),
        List.copyOf(values));
  }

  private static String written(String value, boolean wild, boolean pattern) {
    return pattern ? value : wild ? PatternText.literal(value) : literal(value);
  }

  /** {@code ForAnyValue:StringEqualsIfExists} becomes {@code ForAnyValue:StringLikeIfExists}. */
  private static String knowingWildcards(String operator) {
    return operator
        .replaceFirst("(?i)StringEquals(IgnoreCase)?", "StringLike")
        .replaceFirst("(?i)StringNotEquals(IgnoreCase)?", "StringNotLike");
  }

  /** The values of a negated operator without those that exclude the token. */
  Set<String> without() {
    var values = new LinkedHashSet<>(condition.expected());
    values.removeIf(value -> Glob.of(value).matchesIgnoringCase(actual));
    return values;
  }
}
