package io.github.rolecall.policy.report;

import io.github.rolecall.policy.Evaluation;
import io.github.rolecall.policy.explain.Explanation;
import io.github.rolecall.policy.explain.Finding;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What is to be said of one role.
 *
 * @param name which of several roles it is; empty: the only one
 * @param statements what each statement of the policy says
 * @param findings the likeliest reason first
 * @param change the policy that would let the job in
 * @param plan what would be done, and why
 */
public record Report(
    String name,
    Answer answer,
    List<StatementResult> statements,
    List<Finding> findings,
    Optional<Change> change,
    Token token,
    List<Entry> plan) {

  /** What an explanation says; with all claims, also those that AWS offers to no policy. */
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
        plan);
  }

  /** What decides against the request, or leaves it open. */
  public List<Reason> reasons() {
    return Reason.of(answer.verdict(), statements);
  }

  /** The findings that are reasons of a refusal, or those that are none. */
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
