package io.github.rolecall.policy.report;

import io.github.rolecall.policy.Condition;
import io.github.rolecall.policy.Evaluation;
import io.github.rolecall.policy.KeyValue;
import io.github.rolecall.policy.Principals;
import io.github.rolecall.policy.Request;
import io.github.rolecall.policy.Statement;
import io.github.rolecall.policy.TriState;
import java.util.List;
import java.util.Optional;

/**
 * One requirement of a statement, and its result.
 *
 * @param operator of a condition {@code StringLike}; else the name of the element: {@code Action}
 * @param key of a condition; else empty
 * @param excluded whether the values are those that the request must not have
 * @param seen the value in the request
 * @param difference where the values differ, if the request does not meet it
 */
public record Check(
    Kind kind,
    String operator,
    String key,
    boolean excluded,
    List<String> expected,
    Seen seen,
    TriState result,
    Optional<Difference> difference) {

  /** The part of the statement. */
  public enum Kind {
    PRINCIPAL,
    ACTION,
    CONDITION
  }

  /**
   * The value in the request.
   *
   * @param values empty if the key is missing or unknown
   * @param known whether the value is known before AWS receives the request
   */
  public record Seen(List<String> values, boolean known) {}

  static Check of(Evaluation.Outcome outcome) {
    Condition condition = outcome.condition();
    List<String> values = outcome.actual().values();
    boolean comparable = outcome.result() == TriState.FALSE && values.size() == 1;
    return new Check(
        Kind.CONDITION,
        condition.name(),
        condition.key(),
        condition.operator().negated(),
        condition.expected(),
        new Seen(values, !(outcome.actual() instanceof KeyValue.Unknown)),
        outcome.result(),
        comparable ? Difference.of(condition, values.get(0)) : Optional.empty());
  }

  /** The check of the principal. */
  static Check principal(Evaluation.Answer answer, Request request) {
    Principals principals = answer.statement().principals();
    String issuer = request.issuerName();
    Optional<String> bearer =
        request.role().map(arn -> Principals.provider(issuer, arn.partition(), arn.account()));
    List<String> expected = principals.entries().stream().map(Check::principal).toList();
    boolean comparable = answer.principal() == TriState.FALSE && !principals.negated();
    return new Check(
        Kind.PRINCIPAL,
        principals.negated() ? "NotPrincipal" : "Principal",
        "",
        principals.negated(),
        expected,
        new Seen(List.of(bearer.orElse(issuer)), true),
        answer.principal(),
        bearer.filter(seen -> comparable).flatMap(seen -> difference(expected, seen)));
  }

  private static String principal(Principals.Entry entry) {
    return entry.federated() || entry.type().equals("*")
        ? entry.value()
        : entry.type() + " " + entry.value();
  }

  /** The check of the action. */
  static Check action(Statement statement) {
    boolean meant = statement.about(Evaluation.ASSUME);
    return new Check(
        Kind.ACTION,
        statement.otherActions() ? "NotAction" : "Action",
        "",
        statement.otherActions(),
        statement.actions(),
        new Seen(List.of(Evaluation.ASSUME), true),
        TriState.of(meant),
        meant || statement.otherActions()
            ? Optional.empty()
            : difference(statement.actions(), Evaluation.ASSUME));
  }

  private static Optional<Difference> difference(List<String> expected, String actual) {
    return Difference.of(expected, actual, false, false);
  }
}
