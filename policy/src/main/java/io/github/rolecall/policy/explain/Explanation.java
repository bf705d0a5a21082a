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
 * The answer of AWS to a request, and the reasons.
 *
 * @param evaluation empty without a trust policy
 * @param findings the most likely reason first
 * @param proposal the policy that would allow the job; empty if the policy is not the reason, or if
 *     no safe change is known
 */
public record Explanation(
    Request request,
    Optional<Evaluation> evaluation,
    Verdict verdict,
    List<Finding> findings,
    Optional<Proposal> proposal) {

  /** Explains a request. Without a policy, it explains only what the token itself shows. */
  public static Explanation of(Request request, Optional<TrustPolicy> policy) {
    return ofVerdict(request, policy).withRemedies();
  }

  /**
   * Explains only the token and the verdict: what is wrong with the policy takes longer to find.
   */
  public static Explanation ofVerdict(Request request, Optional<TrustPolicy> policy) {
    List<Finding> token = new TokenCheck(request).findings();
    TriState valid =
        TriState.all(
            token.stream()
                .map(one -> one.severity() == Severity.ERROR ? TriState.FALSE : TriState.UNKNOWN));
    Optional<Evaluation> evaluation = policy.map(known -> Evaluation.of(known, request));
    // No role can have a policy that IAM does not save.
    TriState saved = TriState.of(policy.stream().allMatch(known -> known.faults().isEmpty()));
    return new Explanation(
        request,
        evaluation,
        Verdict.of(valid.and(saved).and(allowed(evaluation))),
        sorted(token),
        Optional.empty());
  }

  private Explanation withRemedies() {
    Optional<Remedies> remedies =
        evaluation.map(
            known ->
                Remedies.of(
                    known,
                    Stream.concat(
                            new SavingFindings(known.policy()).all().stream(),
                            new Findings(known, Verdict.of(allowed(evaluation))).all().stream())
                        .toList()));
    var all = new ArrayList<>(findings);
    remedies.ifPresent(known -> all.addAll(known.findings()));
    return new Explanation(
        request, evaluation, verdict, sorted(all), remedies.flatMap(Remedies::proposal));
  }

  private static TriState allowed(Optional<Evaluation> evaluation) {
    return evaluation.map(Answer::of).orElse(TriState.UNKNOWN);
  }

  private static List<Finding> sorted(List<Finding> findings) {
    return findings.stream().sorted(Comparator.comparing(Finding::severity)).toList();
  }

  /** A policy that allows only this job. */
  public TrustTemplate remedy() {
    return TrustTemplate.of(request.claims(), request.role());
  }
}
