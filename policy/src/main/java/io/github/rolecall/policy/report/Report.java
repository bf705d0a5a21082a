package io.github.rolecall.policy.report;

import io.github.rolecall.policy.Evaluation;
import io.github.rolecall.policy.explain.Explanation;
import io.github.rolecall.policy.explain.Finding;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The report for one role.
 *
 * @param name which of several roles it is; empty: the only one
 * @param statements the results of each statement
 * @param findings the most likely reason first
 * @param change the policy that would allow the job
 * @param plan what would be done, and why
 * @param asked what the report answers
 */
public record Report(
    String name,
    Answer answer,
    List<StatementResult> statements,
    List<Finding> findings,
    Optional<Change> change,
    Token token,
    List<Entry> plan,
    Asked asked) {

  /** The report of an explanation; with all claims, it includes those without a condition key. */
  public static Report of(
      String name, List<Entry> plan, Explanation explanation, AsOf asOf, boolean allClaims) {
    List<Evaluation.Answer> answers =
        explanation.evaluation().map(Evaluation::answers).orElse(List.of());
    return new Report(
        name,
        Answer.of(explanation, asOf),
        IntStream.range(0, answers.size())
            .mapToObj(i -> StatementResult.of(i + 1, answers.get(i), explanation.request()))
            .toList(),
        explanation.findings(),
        Change.of(explanation),
        Token.of(explanation.request(), allClaims),
        plan,
        new Asked(
            explanation.request(), explanation.evaluation().map(known -> known.policy().source())));
  }

  /** The statements that deny the request or leave it open. */
  public List<Reason> reasons() {
    return Reason.of(answer.verdict(), statements);
  }

  /** The findings that are reasons of a refusal, or the others. */
  public List<Finding> findings(boolean reasons) {
    return findings.stream()
        .filter(finding -> (finding.severity() == Finding.Severity.ERROR) == reasons)
        .toList();
  }

  /** The statements that decide nothing. */
  public List<StatementResult> otherStatements() {
    List<StatementResult> deciding = reasons().stream().map(Reason::statement).toList();
    return statements.stream().filter(statement -> !deciding.contains(statement)).toList();
  }
}
