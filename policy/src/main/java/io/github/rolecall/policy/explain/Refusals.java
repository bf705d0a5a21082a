package io.github.rolecall.policy.explain;

import static io.github.rolecall.policy.Placeholders.fill;
import static io.github.rolecall.policy.generate.PolicySnippets.literal;

import io.github.rolecall.policy.Evaluation;
import io.github.rolecall.policy.Request;
import io.github.rolecall.policy.TriState;
import io.github.rolecall.policy.explain.ValueFindings.Reasons;
import io.github.rolecall.policy.generate.PolicySnippets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Why conditions keep this token out: which Deny applies, and why the nearest Allow does not. */
final class Refusals {
  private final Evaluation evaluation;
  private final Request request;
  private final KeyFindings keys;
  private final ValueFindings values;

  Refusals(Evaluation evaluation) {
    this.evaluation = evaluation;
    this.request = evaluation.request();
    this.keys = new KeyFindings(request);
    this.values = new ValueFindings(request);
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
      meant.stream()
          .map(this::reasons)
          .min(Comparator.comparingInt(Reasons::weight))
          .ifPresent(reasons -> findings.addAll(reasons.findings()));
    }
    return findings;
  }

  /** Whether it allows something to others, or something else, but speaks of this issuer. */
  boolean related(Evaluation.Answer answer) {
    return answer.statement().allow()
        && (answer.statement().principals().entries().stream()
                .anyMatch(
                    entry -> entry.namesProvider() || entry.provider().equals(request.issuerName()))
            || answer.statement().conditions().stream()
                .anyMatch(condition -> request.claimOf(condition.key()).isPresent()));
  }

  private Reasons reasons(Evaluation.Answer answer) {
    List<Reasons> reasons =
        answer.conditions().stream()
            .filter(outcome -> outcome.result() == TriState.FALSE)
            .map(
                outcome ->
                    keys.of(outcome.condition())
                        .map(finding -> new Reasons(1, List.of(finding)))
                        .orElseGet(() -> values.of(outcome)))
            .sorted(Comparator.comparingInt(Reasons::weight))
            .toList();
    var all = new ArrayList<Finding>();
    reasons.forEach(each -> all.addAll(each.findings()));
    new CombinedConditions(request, answer).finding(all).ifPresent(found -> all.add(0, found));
    return new Reasons(reasons.stream().mapToInt(Reasons::weight).sum(), all);
  }

  private List<Finding> denial(Evaluation.Answer answer) {
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
    String others =
        PolicySnippets.condition(
            "StringNotEquals", request.keyOf("sub"), List.of(literal(request.claims().subject())));
    findings.add(
        FindingCode.EXPLICIT_DENY.error(
            fill(
                "The Deny statement%s applies to this job, and a Deny wins over every Allow.",
                answer.statement().sid().map(sid -> " " + sid).orElse("")),
            fill(
                "Change its conditions so that it does not meet this job, for example %s, or"
                    + " remove it.",
                others)));
    return findings;
  }
}
