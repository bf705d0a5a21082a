package io.github.rolecall.policy.report;

import io.github.rolecall.policy.Condition;
import io.github.rolecall.policy.Operator;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Where a value of a policy and a value of a request differ.
 *
 * @param nearest the index of the nearest value of the policy, from 0
 * @param expected the parts of that value that the request does not have, from left to right
 * @param actual the parts of the request's value that do not match
 */
public record Difference(int nearest, List<Span> expected, List<Span> actual) {
  /** A range of characters: the first, from 0, and the one after the last. */
  public record Span(int from, int to) {}

  /**
   * The difference to the nearest value; empty for numbers, and for policy variables, whose values
   * are not in the policy.
   */
  static Optional<Difference> of(Condition condition, String actual) {
    Operator operator = condition.operator();
    return operator.comparesText() && condition.positive()
        ? of(condition.expected(), actual, operator.wildcards(), operator.ignoresCase())
        : Optional.empty();
  }

  /** The same with or without wildcards, and with or without regard to letter case. */
  static Optional<Difference> of(
      List<String> expected, String actual, boolean wildcards, boolean anyCase) {
    return IntStream.range(0, expected.size())
        .filter(i -> !expected.get(i).replaceAll("\\$\\{[*?$]\\}", "").contains("${"))
        .mapToObj(i -> new Alignment(expected.get(i), actual, wildcards, anyCase).difference(i))
        .filter(difference -> !difference.isEmpty())
        .min(Comparator.comparingInt(Difference::size));
  }

  private boolean isEmpty() {
    return expected.isEmpty() && actual.isEmpty();
  }

  /** How many characters differ. */
  int size() {
    return length(expected) + length(actual);
  }

  private static int length(List<Span> spans) {
    return spans.stream().mapToInt(span -> span.to() - span.from()).sum();
  }
}
