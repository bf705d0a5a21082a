package io.github.rolecall.policy.explain;

import io.github.rolecall.policy.Evaluation;
import io.github.rolecall.policy.Request;
import io.github.rolecall.policy.TriState;
import io.github.rolecall.policy.TrustPolicy;
import io.github.rolecall.policy.Verdict;
import io.github.rolecall.policy.explain.Finding.Severity;
import io.github.rolecall.policy.generate.TrustTemplate;
import io.github.rolecall.policy.repair.Answer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What AWS would answer to a request, and why.
 *
 * @param evaluation empty without a trust policy
 * @param findings the likeliest reason first
 * @param proposal the policy that would let the job in; empty where it is not the policy that
 *     refuses, or no change of it is known that is safe
 */
public record Explanation(
    Request request,
    Optional<Evaluation> evaluation,
    Verdict verdict,
    List<Finding> findings,
    Optional<Proposal> proposal) {

  /** Explains a request; without a policy, only what the token itself gives away. */
  public static Explanation of(Request request, Optional<TrustPolicy> policy) {
    List<Finding> token = new TokenCheck(request).findings();
    TriState valid =
        TriState.all(
            token.stream()
                .map(one -> one.severity() == Severity.ERROR ? TriState.FALSE : TriState.UNKNOWN));
    Optional<Evaluation> evaluation = policy.map(known -> Evaluation.of(known, request));
    TriState allowed = evaluation.map(Answer::of).orElse(TriState.UNKNOWN);
    // No role can have a policy that IAM does not save.
    TriState saved = TriState.of(policy.stream().allMatch(known -> known.faults().isEmpty()));
    Optional<Remedies> remedies =
        evaluation.map(
            known ->
                Remedies.of(
                    known,
                    Stream.concat(
                            new SavingFindings(known.policy()).all().stream(),
                            new Findings(known, Verdict.of(allowed)).all().stream())
                        .toList()));
    var findings = new ArrayList<>(token);
    remedies.ifPresent(known -> findings.addAll(known.findings()));
    findings.sort(Comparator.comparing(Finding::severity));
    return new Explanation(
        request,
        evaluation,
        Verdict.of(valid.and(saved).and(allowed)),
        List.copyOf(findings),
        remedies.flatMap(Remedies::proposal));
  }

  /** The policy that lets exactly this job in. */
  public TrustTemplate remedy() {
    return TrustTemplate.of(request.claims(), request.role());
  }
}
