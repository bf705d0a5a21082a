package io.github.rolecall.testkit.iam;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A condition operator, such as {@code ForAnyValue:StringNotLikeIfExists}.
 *
 * @param quantifier how many of several values in the request must match
 * @param comparison the comparison of two values
 * @param negated whether no value in the policy may match
 * @param ifExists whether an absent key satisfies the condition
 */
record Operator(Quantifier quantifier, Comparison comparison, boolean negated, boolean ifExists) {
  private static final String IF_EXISTS = "IfExists";
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
          basic("Bool", Comparison.BOOL, false));

  enum Quantifier {
    NONE(""),
    FOR_ANY_VALUE("ForAnyValue:"),
    FOR_ALL_VALUES("ForAllValues:");

    private final String prefix;

    Quantifier(String prefix) {
      this.prefix = prefix;
    }
  }

  /**
   * Parses the name of an operator.
   *
   * @throws IllegalArgumentException when the simulator does not support the operator. It rejects
   *     such an operator, because a guess could give a wrong result
   */
  static Operator parse(String name) {
    Quantifier quantifier = Quantifier.NONE;
    for (Quantifier candidate : Quantifier.values()) {
      if (name.startsWith(candidate.prefix)) {
        quantifier = candidate;
      }
    }
    String rest = name.substring(quantifier.prefix.length());
    boolean ifExists = rest.endsWith(IF_EXISTS);
    Operator basic =
        BASIC.get(ifExists ? rest.substring(0, rest.length() - IF_EXISTS.length()) : rest);
    if (basic == null) {
      throw new IllegalArgumentException("condition operator not simulated: " + name);
    }
    return new Operator(quantifier, basic.comparison, basic.negated, ifExists);
  }

  boolean holds(List<String> actual, List<String> expected) {
    if (actual.isEmpty()) {
      return ifExists || holdsForAbsentKey();
    }
    Predicate<String> one =
        value -> expected.stream().anyMatch(wanted -> comparison.matches(value, wanted)) != negated;
    return quantifier == Quantifier.FOR_ALL_VALUES
        ? actual.stream().allMatch(one)
        : actual.stream().anyMatch(one);
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
    return Map.entry(name, new Operator(Quantifier.NONE, comparison, negated, false));
  }
}
