package io.github.rolecall.policy.report;

import io.github.rolecall.policy.TriState;
import io.github.rolecall.policy.Verdict;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A statement that leads to the verdict.
 *
 * @param checks the deciding checks, at least one
 */
public record Reason(StatementResult statement, List<Check> checks) {

  /**
   * The statements that deny the request or leave it open: a Deny that matches, else the nearest
   * Allow.
   */
  static List<Reason> of(Verdict verdict, List<StatementResult> statements) {
    return switch (verdict) {
      case ALLOWED -> List.of();
      case UNKNOWN ->
          statements.stream()
              .filter(statement -> statement.applies() == TriState.UNKNOWN)
              .map(statement -> new Reason(statement, statement.checks(TriState.UNKNOWN)))
              .toList();
      case DENIED -> ofRefusal(statements);
    };
  }

  private static List<Reason> ofRefusal(List<StatementResult> statements) {
    List<Reason> denying =
        statements.stream()
            .filter(statement -> !statement.allow() && statement.applies() == TriState.TRUE)
            .map(Reason::ofDeny)
            .toList();
    boolean allowed = applies(statements, TriState.TRUE) || applies(statements, TriState.UNKNOWN);
    if (!denying.isEmpty() || allowed) {
      return denying;
    }
    return statements.stream()
        .filter(StatementResult::allow)
        .min(Comparator.comparingInt(StatementResult::distance))
        .map(nearest -> new Reason(nearest, nearest.checks(TriState.FALSE)))
        .stream()
        .toList();
  }

  private static boolean applies(List<StatementResult> statements, TriState applies) {
    return statements.stream()
        .anyMatch(statement -> statement.allow() && statement.applies() == applies);
  }

  /** A Deny without conditions matches because of its principal. */
  private static Reason ofDeny(StatementResult statement) {
    List<Check> conditions = statement.conditions();
    return new Reason(
        statement,
        conditions.isEmpty()
            ? Stream.of(statement.check(Check.Kind.PRINCIPAL)).toList()
            : conditions);
  }
}
