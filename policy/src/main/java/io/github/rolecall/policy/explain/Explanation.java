package io.github.rolecall.policy.explain;

import io.github.rolecall.policy.Evaluation;
import io.github.rolecall.policy.Request;
import io.github.rolecall.policy.TriState;
import io.github.rolecall.policy.TrustPolicy;
import io.github.rolecall.policy.Verdict;
import io.github.rolecall.policy.explain.Finding.Severity;
import io.github.rolecall.policy.generate.PolicyDocument;
import io.github.rolecall.policy.generate.PolicySnippets;
import io.github.rolecall.policy.generate.TrustTemplate;
import io.github.rolecall.policy.repair.Answer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
        evaluation.map(known -> Remedies.of(known, new Findings(known, Verdict.of(allowed)).all()));
    var findings = new ArrayList<>(token);
    policy.ifPresent(known -> findings.addAll(new SavingFindings(known).all()));
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

  /** The form that scripts read. */
  public Map<String, @Nullable Object> json() {
    var json = new LinkedHashMap<String, @Nullable Object>();
    json.put("verdict", verdict.text());
    var token = new LinkedHashMap<String, @Nullable Object>();
    token.put("issuer", request.claims().issuer());
    token.put("subject", request.claims().subject());
    token.put("audience", PolicySnippets.oneOrList(request.claims().audiences()));
    token.put("expires", request.claims().expires().map(Object::toString).orElse(null));
    json.put("token", token);
    json.put(
        "statements",
        evaluation.stream()
            .flatMap(known -> known.answers().stream())
            .map(Explanation::statement)
            .toList());
    json.put("findings", findings.stream().map(Explanation::finding).toList());
    proposal.ifPresent(
        proposed -> json.put("proposedPolicy", PolicyDocument.tree(proposed.after())));
    return json;
  }

  private static Map<String, @Nullable Object> statement(Evaluation.Answer answer) {
    var json = new LinkedHashMap<String, @Nullable Object>();
    json.put("sid", answer.statement().sid().orElse(null));
    json.put("effect", answer.statement().allow() ? "Allow" : "Deny");
    TriState applies = answer.applies();
    json.put("applies", applies == TriState.UNKNOWN ? null : applies == TriState.TRUE);
    json.put("conditions", answer.conditions().stream().map(Explanation::condition).toList());
    return json;
  }

  private static Map<String, @Nullable Object> condition(Evaluation.Outcome outcome) {
    var json = new LinkedHashMap<String, @Nullable Object>();
    json.put("operator", outcome.condition().name());
    json.put("key", outcome.condition().key());
    json.put("expected", outcome.condition().expected());
    List<String> actual = outcome.actual().values();
    json.put("actual", actual.isEmpty() ? null : PolicySnippets.oneOrList(actual));
    json.put(
        "result",
        switch (outcome.result()) {
          case TRUE -> "match";
          case FALSE -> "no-match";
          case UNKNOWN -> "unknown";
        });
    return json;
  }

  private static Map<String, @Nullable Object> finding(Finding finding) {
    var json = new LinkedHashMap<String, @Nullable Object>();
    json.put("code", finding.code().code());
    json.put("severity", finding.severity().name().toLowerCase(Locale.ROOT));
    json.put("message", finding.message());
    json.put("remedy", finding.remedy());
    return json;
  }
}
