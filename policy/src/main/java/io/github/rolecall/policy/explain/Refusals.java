package io.github.rolecall.policy.explain;

import static io.github.rolecall.policy.Placeholders.fill;

import io.github.rolecall.policy.Condition;
import io.github.rolecall.policy.Evaluation;
import io.github.rolecall.policy.Request;
import io.github.rolecall.policy.TriState;
import io.github.rolecall.policy.explain.ValueFindings.Reasons;
import io.github.rolecall.policy.generate.PolicySnippets;
import io.github.rolecall.policy.repair.Edit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Explains why conditions refuse this token: a Deny that matches, and why the nearest Allow does
 * not match.
 */
final class Refusals {
  private static final String COVERED = "The change of the conditions above is enough.";

  private final Evaluation evaluation;
  private final Request request;

  Refusals(Evaluation evaluation) {
    this.evaluation = evaluation;
    this.request = evaluation.request();
  }

  List<Finding> all() {
    var findings = new ArrayList<Finding>();
    evaluation.answers().stream()
        .filter(answer -> !answer.statement().allow() && answer.applies() == TriState.TRUE)
        .forEach(answer -> findings.addAll(denial(answer)));
    List<Evaluation.Answer> meant =
        evaluation.allowing().isEmpty()
            ? evaluation.answers().stream().filter(this::related).toList()
            : evaluation.allowing();
    if (meant.stream().noneMatch(answer -> answer.applies() == TriState.TRUE)) {
      new NearestStatements(request)
          .of(meant).stream()
              .map(this::reasons)
              .min(Comparator.comparingInt(Reasons::weight))
              .ifPresent(reasons -> findings.addAll(reasons.findings()));
    }
    return findings;
  }

  /** Whether it allows something to other jobs, or another action, but is about this issuer. */
  boolean related(Evaluation.Answer answer) {
    return answer.statement().allow()
        && (answer.statement().principals().entries().stream()
                .anyMatch(entry -> entry.provider().equals(request.issuerName()))
            || answer.statement().conditions().stream()
                .anyMatch(condition -> request.claimOf(condition.key()).isPresent()));
  }

  private Reasons reasons(Evaluation.Answer answer) {
    int number = answer.number();
    var keys = new KeyFindings(request, number, answer.statement());
    var values = new ValueFindings(evaluation, number);
    var issuers = new SeveralIssuers(request, number, answer.statement());
    List<Reasons> reasons =
        answer.conditions().stream()
            .filter(outcome -> outcome.result() == TriState.FALSE)
            .filter(outcome -> !issuers.foreign(outcome.condition()))
            .map(
                outcome ->
                    keys.of(outcome.condition())
                        .map(finding -> new Reasons(1, List.of(finding)))
                        .orElseGet(() -> values.of(outcome)))
            .sorted(Comparator.comparingInt(Reasons::weight))
            .toList();
    var all = new ArrayList<Finding>();
    reasons.forEach(each -> all.addAll(each.findings()));
    issuers
        .finding(answer)
        .or(() -> new CombinedConditions(request, number, answer).finding(all))
        .ifPresent(found -> all.add(0, found));
    return new Reasons(reasons.stream().mapToInt(Reasons::weight).sum(), all);
  }

  private List<Finding> denial(Evaluation.Answer answer) {
    int number = answer.number();
    var keys = new KeyFindings(request, number, answer.statement());
    var values = new ValueFindings(evaluation, number);
    var findings = new ArrayList<Finding>();
    for (Evaluation.Outcome outcome : answer.conditions()) {
      Optional<Finding> key = keys.of(outcome.condition());
      key.ifPresent(findings::add);
      boolean compared =
          outcome.condition().operator().negated()
              && request.claimOf(outcome.condition().key()).isPresent()
              && !outcome.actual().values().isEmpty();
      if (compared && key.isEmpty()) {
        values.of(outcome).findings().stream()
            .filter(finding -> finding.code() != FindingCode.CONDITION_DIFFERS)
            .forEach(findings::add);
      }
    }
    boolean mended = findings.stream().anyMatch(finding -> !finding.edits().isEmpty());
    Finding denied =
        FindingCode.EXPLICIT_DENY.error(
            fill(
                "The Deny statement%s applies to this job. A Deny overrides every Allow.",
                answer.statement().sid().map(sid -> " " + sid).orElse("")),
            "Change its conditions so that it does not match this job: ");
    findings.add(mended ? denied.doing(COVERED, List.of()) : spared(denied, answer, number));
    return findings;
  }

  /** Adds the subject of this job to the exceptions of the Deny. */
  private Finding spared(Finding denied, Evaluation.Answer answer, int number) {
    String subject = request.claims().subject();
    Optional<Condition> present =
        answer.statement().on(request.keyOf("sub")).stream()
            .filter(each -> each.operator().negated() && each.operator().comparesText())
            .findFirst();
    if (present.isPresent()) {
      return denied.mending(
          number,
          present.get(),
          new Widened(request.issuer(), present.get(), "sub", subject).byToken());
    }
    Condition none = Condition.of("StringNotEquals", request.keyOf("sub"), List.of());
    Condition others = new Widened(request.issuer(), none, "sub", subject).byToken();
    return denied.doing(
        denied.remedy() + PolicySnippets.unchanged(others),
        List.of(new Edit.Demand(number, others)));
  }
}
