package io.github.rolecall.policy;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A condition operator, such as {@code ForAnyValue:StringNotLikeIfExists}.
 *
 * @param quantifier how several values of the request are compared
 * @param comparison empty for an operator that IAM does not have
 * @param negated whether no value of the policy may match
 * @param ifExists whether a missing key matches
 */
public record Operator(
    Quantifier quantifier, Optional<Comparison> comparison, boolean negated, boolean ifExists) {
  private static final String IF_EXISTS = "ifexists";

  enum Quantifier {
    FOR_ANY_VALUE("ForAnyValue:"),
    FOR_ALL_VALUES("ForAllValues:"),
    NONE("");

    private final String written;
    private final String prefix;

    Quantifier(String written) {
      this.written = written;
      this.prefix = written.toLowerCase(Locale.ROOT);
    }

    /** The operators with this comparison, as IAM writes them. */
    private Stream<String> names(Comparison comparison) {
      return Stream.of(comparison.operator, comparison.negated)
          .flatMap(name -> Stream.of(name, name + "IfExists"))
          .map(name -> written + name);
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

  /**
   * The only operator of IAM whose name differs in one letter; empty if there are several or none.
   */
  public static Optional<String> meantBy(String name) {
    Set<String> near =
        Stream.of(Quantifier.values())
            .flatMap(quantifier -> Stream.of(Comparison.values()).flatMap(quantifier::names))
            .filter(known -> OneLetter.between(known, name.trim()))
            .collect(Collectors.toSet());
    return near.size() == 1 ? near.stream().findFirst() : Optional.empty();
  }

  /** Whether IAM has such an operator. */
  public boolean known() {
    return comparison.isPresent();
  }

  private boolean is(Comparison other) {
    return comparison.filter(other::equals).isPresent();
  }

  /** Whether it matches a request that has the value of the policy. */
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

  /** Whether the value of the policy is a bound for the value of the request. */
  public boolean bounds() {
    return comparison.filter(Comparison::bounds).isPresent();
  }

  public boolean asksForPresence() {
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
