package io.github.rolecall.policy;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A condition operator, such as {@code ForAnyValue:StringNotLikeIfExists}.
 *
 * @param quantifier what is asked of several values in the request
 * @param test how two values are compared; empty for {@code Null}, which asks for the key itself
 * @param negated whether no value of the policy may match
 * @param ifExists whether a key that is absent satisfies it
 */
record Operator(
    Quantifier quantifier, Optional<Comparison> test, boolean negated, boolean ifExists) {
  private static final String IF_EXISTS = "ifexists";
  private static final Map<String, Operator> BASIC =
      Map.ofEntries(
          basic("StringEquals", Comparison.STRING_EQUALS, false),
          basic("StringNotEquals", Comparison.STRING_EQUALS, true),
          basic("StringEqualsIgnoreCase", Comparison.STRING_EQUALS_IGNORE_CASE, false),
          basic("StringNotEqualsIgnoreCase", Comparison.STRING_EQUALS_IGNORE_CASE, true),
          basic("StringLike", Comparison.STRING_LIKE, false),
          basic("StringNotLike", Comparison.STRING_LIKE, true),
          basic("ArnEquals", Comparison.ARN_LIKE, false),
          basic("ArnNotEquals", Comparison.ARN_LIKE, true),
          basic("ArnLike", Comparison.ARN_LIKE, false),
          basic("ArnNotLike", Comparison.ARN_LIKE, true),
          basic("BinaryEquals", Comparison.BINARY_EQUALS, false),
          basic("Bool", Comparison.BOOL, false),
          basic("NumericEquals", Comparison.NUMERIC_EQUALS, false),
          basic("NumericNotEquals", Comparison.NUMERIC_EQUALS, true),
          basic("NumericLessThan", Comparison.NUMERIC_LESS, false),
          basic("NumericLessThanEquals", Comparison.NUMERIC_LESS_OR_EQUAL, false),
          basic("NumericGreaterThan", Comparison.NUMERIC_GREATER, false),
          basic("NumericGreaterThanEquals", Comparison.NUMERIC_GREATER_OR_EQUAL, false),
          basic("DateEquals", Comparison.DATE_EQUALS, false),
          basic("DateNotEquals", Comparison.DATE_EQUALS, true),
          basic("DateLessThan", Comparison.DATE_LESS, false),
          basic("DateLessThanEquals", Comparison.DATE_LESS_OR_EQUAL, false),
          basic("DateGreaterThan", Comparison.DATE_GREATER, false),
          basic("DateGreaterThanEquals", Comparison.DATE_GREATER_OR_EQUAL, false),
          basic("IpAddress", Comparison.IP_ADDRESS, false),
          basic("NotIpAddress", Comparison.IP_ADDRESS, true),
          Map.entry("null", new Operator(Quantifier.NONE, Optional.empty(), false, false)));

  enum Quantifier {
    NONE(""),
    FOR_ANY_VALUE("foranyvalue:"),
    FOR_ALL_VALUES("forallvalues:");

    private final String prefix;

    Quantifier(String prefix) {
      this.prefix = prefix;
    }
  }

  /** Empty for a name that IAM does not have. */
  static Optional<Operator> parse(String name) {
    String text = name.trim().toLowerCase(Locale.ROOT);
    Quantifier quantifier = Quantifier.NONE;
    for (Quantifier candidate : Quantifier.values()) {
      if (text.startsWith(candidate.prefix)) {
        quantifier = candidate;
      }
    }
    String rest = text.substring(quantifier.prefix.length());
    boolean ifExists = rest.endsWith(IF_EXISTS);
    Operator basic =
        BASIC.get(ifExists ? rest.substring(0, rest.length() - IF_EXISTS.length()) : rest);
    return basic == null
        ? Optional.empty()
        : Optional.of(new Operator(quantifier, basic.test, basic.negated, ifExists));
  }

  boolean asksForPresence() {
    return test.isEmpty();
  }

  /** Whether it lets a request through that has the value which the policy names. */
  boolean positive() {
    return test.isPresent() && !negated;
  }

  boolean comparesText() {
    return test.filter(Comparison::variables).isPresent();
  }

  TriState holds(KeyValue actual, List<String> expected, Variables variables) {
    if (actual instanceof KeyValue.Unknown) {
      return TriState.UNKNOWN;
    }
    if (test.isEmpty()) {
      String absent = String.valueOf(actual instanceof KeyValue.Absent);
      return TriState.of(expected.stream().anyMatch(value -> LetterCase.same(value, absent)));
    }
    if (!(actual instanceof KeyValue.Present present)) {
      return TriState.of(ifExists || holdsForAbsentKey());
    }
    List<TriState> each =
        present.values().stream().map(value -> one(value, expected, variables)).toList();
    boolean all =
        quantifier == Quantifier.FOR_ALL_VALUES || (quantifier == Quantifier.NONE && negated);
    return all ? TriState.all(each.stream()) : TriState.any(each.stream());
  }

  private TriState one(String value, List<String> expected, Variables variables) {
    TriState matches =
        TriState.any(expected.stream().map(wanted -> compare(value, wanted, variables)));
    return negated ? matches.not() : matches;
  }

  private TriState compare(String value, String wanted, Variables variables) {
    Comparison comparison = test.orElseThrow();
    Variables.Replaced replaced =
        comparison.variables()
            ? variables.replace(wanted)
            : new Variables.Replaced.Known(Glob.of(wanted));
    if (replaced instanceof Variables.Replaced.Known known) {
      return TriState.of(comparison.matches(value, known.glob()));
    }
    return replaced instanceof Variables.Replaced.Unknown ? TriState.UNKNOWN : TriState.FALSE;
  }

  private boolean holdsForAbsentKey() {
    return switch (quantifier) {
      case NONE -> negated;
      case FOR_ANY_VALUE -> false;
      case FOR_ALL_VALUES -> true;
    };
  }

  private static Map.Entry<String, Operator> basic(
      String name, Comparison comparison, boolean negated) {
    return Map.entry(
        name.toLowerCase(Locale.ROOT),
        new Operator(Quantifier.NONE, Optional.of(comparison), negated, false));
  }
}
