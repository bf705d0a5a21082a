package io.github.rolecall.policy.report;

import io.github.rolecall.policy.Evaluation;
import io.github.rolecall.policy.Request;
import io.github.rolecall.policy.TriState;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The results of one statement.
 *
 * @param number its place in the policy, counted from 1
 * @param checks principal, action, and each condition
 */
public record StatementResult(
    int number, Optional<String> sid, boolean allow, TriState applies, List<Check> checks) {
  private static final int OTHER_PRINCIPAL = 100_000;
  private static final int OTHER_ACTION = 50_000;
  private static final int ONE_CONDITION = 1_000;

  static StatementResult of(int number, Evaluation.Answer answer, Request request) {
    Stream<Check> elements =
        Stream.of(Check.principal(answer, request), Check.action(answer.statement()));
    return new StatementResult(
        number,
        answer.statement().sid(),
        answer.statement().allow(),
        answer.applies(),
        Stream.concat(elements, answer.conditions().stream().map(Check::of)).toList());
  }

  /** {@code Statement 1 (Ci), Allow}. */
  public String title() {
    String named = sid.map(name -> " (" + name + ")").orElse("");
    return "Statement " + number + named + (allow ? ", Allow" : ", Deny");
  }

  public List<Check> conditions() {
    return checks.stream().filter(check -> check.kind() == Check.Kind.CONDITION).toList();
  }

  public Check check(Check.Kind kind) {
    return checks.stream().filter(check -> check.kind() == kind).findFirst().orElseThrow();
  }

  /** The checks with this result. */
  List<Check> checks(TriState result) {
    return checks.stream().filter(check -> check.result() == result).toList();
  }

  /**
   * The number of differences: fewer means that the statement is closer to allowing the request.
   */
  int distance() {
    return checks(TriState.FALSE).stream().mapToInt(StatementResult::distance).sum();
  }

  private static int distance(Check check) {
    int characters =
        Math.min(ONE_CONDITION - 1, check.difference().map(Difference::size).orElse(500));
    return characters
        + switch (check.kind()) {
          case PRINCIPAL -> OTHER_PRINCIPAL;
          case ACTION -> OTHER_ACTION;
          case CONDITION -> ONE_CONDITION;
        };
  }
}
