package io.github.rolecall.policy;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A condition operator, such as {@code ForAnyValue:StringNotLikeIfExists}.
 *
 * @param quantifier what is asked of several values in the request
 * @param comparison empty for an operator that IAM does not have, about which nothing can be said
 * @param negated whether no value of the policy may match
 * @param ifExists whether a key that is absent satisfies it
 */
public record Operator(
    Quantifier quantifier, Optional<Comparison> comparison, boolean negated, boolean ifExists) {
  private static final String IF_EXISTS = "ifexists";

  enum Quantifier {
    FOR_ANY_VALUE("foranyvalue:"),
    FOR_ALL_VALUES("forallvalues:"),
    NONE("");

    private final String prefix;

    Quantifier(String prefix) {
      this.prefix = prefix;
    }
  }

  static Operator parse(String name) {
    String text = name.trim().toLowerCase(Locale.ROOT);
    Quantifier quantifier =
        Stream.of(Quantifier.values())
            .filter(candidate -> text.startsWith(candidate.prefix))
            .findFirst()
            .orElseThrow();
    String rest = text.substring(quantifier.prefix.length());
    boolean ifExists = rest.endsWith(IF_EXISTS);
    String basic = ifExists ? rest.substring(0, rest.length() - IF_EXISTS.length()) : rest;
    return Stream.of(Comparison.values())
        .filter(
            known ->
                LetterCase.same(basic, known.operator) || LetterCase.same(basic, known.negated))
        .findFirst()
        .map(
            known ->
                new Operator(
                    quantifier,
                    Optional.of(known),
                    !LetterCase.same(basic, known.operator),
                    ifExists))
        .orElseGet(() -> new Operator(Quantifier.NONE, Optional.empty(), false, false));
  }

  /** Whether IAM has such an operator. */
  public boolean known() {
    return comparison.isPresent();
  }

  private boolean is(Comparison other) {
    return comparison.filter(other::equals).isPresent();
  }

  /** Whether it lets a request through that has the value which the policy names. */
  public boolean positive() {
    return comparison.isPresent() && !asksForPresence() && !negated;
  }

  public boolean comparesText() {
    return comparison.filter(Comparison::variables).isPresent();
  }

  public boolean wildcards() {
    return comparison.filter(Comparison::wildcards).isPresent();
  }

  public boolean ignoresCase() {
    return is(Comparison.STRING_EQUALS_IGNORE_CASE);
  }

  public boolean forAllValues() {
    return quantifier == Quantifier.FOR_ALL_VALUES;
  }

  boolean asksForPresence() {
    return is(Comparison.NULL);
  }

  TriState holds(KeyValue actual, List<String> expected, Variables variables) {
    if (actual instanceof KeyValue.Unknown || comparison.isEmpty()) {
      return TriState.UNKNOWN;
    }
    if (asksForPresence()) {
      return one(String.valueOf(actual instanceof KeyValue.Absent), expected, variables);
    }
    boolean all = forAllValues() || (quantifier == Quantifier.NONE && negated);
    if (!(actual instanceof KeyValue.Present present)) {
      return TriState.of(ifExists || all);
    }
    Stream<TriState> each = present.values().stream().map(value -> one(value, expected, variables));
    return all ? TriState.all(each) : TriState.any(each);
  }

  private TriState one(String value, List<String> expected, Variables variables) {
    Comparison test = comparison.orElseThrow();
    TriState matches =
        TriState.any(
            expected.stream()
                .map(
                    wanted ->
                        variables.test(
                            wanted,
                            glob -> test.matches(value, glob),
                            glob -> test.mayMatch(value, glob))));
    return negated ? matches.not() : matches;
  }
}
