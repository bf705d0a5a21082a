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
 * A condition that lets a job in as well, with every value that it has today.
 *
 * @param issuer of the token
 * @param condition as the policy has it
 * @param claim what it is on
 * @param actual what the token has
 */
record Widened(Issuer issuer, Condition condition, String claim, String actual) {

  /** Whether each run has another value: then no list of values lets in the next run. */
  boolean differsInEachRun() {
    return issuer.claimsOfARun().contains(claim);
  }

  /** With the value of the token, or the pattern for it where each run has another. */
  Condition byToken() {
    Optional<String> pattern = issuer.valueOfAnyRun(claim, actual);
    return with(pattern.isPresent(), List.of(pattern.orElse(actual)));
  }

  /** With a value of the policy that has been put right, if it matches the token. */
  Optional<Condition> by(String corrected) {
    boolean wild = Condition.hasWildcard(corrected);
    boolean matches = wild ? Glob.of(corrected).matches(actual) : corrected.equals(actual);
    return matches ? Optional.of(with(wild, List.of(corrected))) : Optional.empty();
  }

  /** With the forms of a GitHub subject, with ids and without. */
  Condition byForms(String other) {
    boolean wild = Condition.hasWildcard(other);
    return with(wild, wild ? List.of(other) : List.of(other, actual));
  }

  /** With its own values, now as patterns. */
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

  /** Values of the policy that keep the token out under a negated operator. */
  Set<String> without() {
    var values = new LinkedHashSet<>(condition.expected());
    values.removeIf(value -> Glob.of(value).matchesIgnoringCase(actual));
    return values;
  }
}
