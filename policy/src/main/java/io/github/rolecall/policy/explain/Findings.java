package io.github.rolecall.policy.explain;

import io.github.rolecall.policy.Condition;
import io.github.rolecall.policy.Evaluation;
import io.github.rolecall.policy.KeyValue;
import io.github.rolecall.policy.Request;
import io.github.rolecall.policy.TriState;
import io.github.rolecall.policy.Verdict;
import io.github.rolecall.policy.explain.Finding.Severity;
import io.github.rolecall.policy.generate.PolicySnippets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Everything that is to be said of a policy and a token, the likeliest reason first. */
final class Findings {
  private final Evaluation evaluation;
  private final Request request;
  private final Verdict verdict;
  private final KeyFindings keys;
  private final ValueFindings values;
  private final List<Finding> findings = new ArrayList<>();

  Findings(Evaluation evaluation, Verdict verdict) {
    this.evaluation = evaluation;
    this.request = evaluation.request();
    this.verdict = verdict;
    this.keys = new KeyFindings(request);
    this.values = new ValueFindings(request);
  }

  /** Ranked by severity, and within that by likelihood. */
  List<Finding> all() {
    duplicateKeys();
    findings.addAll(new PrincipalFindings(evaluation).all());
    if (verdict == Verdict.DENIED) {
      refusals();
    }
    tags();
    mistakes();
    unknown();
    controls();
    findings.addAll(new SafetyFindings(evaluation).all());
    return ranked();
  }

  private List<Finding> ranked() {
    Map<String, Finding> once = new LinkedHashMap<>();
    for (Finding finding : findings) {
      boolean cause = verdict == Verdict.DENIED || finding.severity() != Severity.ERROR;
      Finding shown = cause ? finding : finding.aside();
      once.putIfAbsent(shown.code() + shown.message(), shown);
    }
    return once.values().stream().sorted(Comparator.comparing(Finding::severity)).toList();
  }

  private void duplicateKeys() {
    for (String place : evaluation.policy().duplicateKeys()) {
      findings.add(
          Finding.error(
              FindingCode.DUPLICATE_KEYS,
              "The JSON text names " + place + " twice; only the last one counts.",
              "Merge the two into one: {\""
                  + place.replaceFirst(".*/", "")
                  + "\": {...}} with all"
                  + " keys and values of both."));
    }
  }

  /** Why the nearest Allow does not apply, and which Deny does. */
  private void refusals() {
    for (Evaluation.Answer answer : evaluation.answers()) {
      if (!answer.statement().allow() && answer.applies() == TriState.TRUE) {
        denial(answer);
      }
    }
    List<Evaluation.Answer> meant =
        evaluation.allowing().isEmpty() ? related() : evaluation.allowing();
    if (meant.stream().anyMatch(answer -> answer.applies() == TriState.TRUE)) {
      return;
    }
    meant.stream()
        .map(this::reasons)
        .min(Comparator.comparingInt(ValueFindings.Reasons::weight))
        .ifPresent(reasons -> findings.addAll(reasons.findings()));
  }

  /** Statements that have the wrong principal or action, but speak of this issuer. */
  private List<Evaluation.Answer> related() {
    String issuer = request.issuerName();
    return evaluation.answers().stream()
        .filter(answer -> answer.statement().allow())
        .filter(
            answer ->
                answer.statement().principals().entries().stream()
                        .anyMatch(entry -> entry.namesProvider() || entry.provider().equals(issuer))
                    || answer.statement().conditions().stream()
                        .anyMatch(condition -> request.claimOf(condition.key()).isPresent()))
        .toList();
  }

  private ValueFindings.Reasons reasons(Evaluation.Answer answer) {
    int weight = 0;
    var reasons = new ArrayList<ValueFindings.Reasons>();
    for (Evaluation.Outcome outcome : answer.conditions()) {
      if (outcome.result() == TriState.FALSE) {
        ValueFindings.Reasons found =
            keys.of(outcome.condition())
                .map(finding -> new ValueFindings.Reasons(1, List.of(finding)))
                .orElseGet(() -> values.of(outcome));
        reasons.add(found);
        weight += found.weight();
      }
    }
    reasons.sort(Comparator.comparingInt(ValueFindings.Reasons::weight));
    var all = new ArrayList<Finding>();
    reasons.forEach(each -> all.addAll(each.findings()));
    new CombinedConditions(request, answer).finding(all).ifPresent(found -> all.add(0, found));
    return new ValueFindings.Reasons(weight, all);
  }

  private void denial(Evaluation.Answer answer) {
    for (Evaluation.Outcome outcome : answer.conditions()) {
      Optional<Finding> key = keys.of(outcome.condition());
      key.ifPresent(findings::add);
      boolean misses =
          outcome.condition().negated()
              && key.isEmpty()
              && request.claimOf(outcome.condition().key()).isPresent()
              && outcome.actual() instanceof KeyValue.Present;
      if (misses) {
        values.of(outcome).findings().stream()
            .filter(finding -> finding.code() != FindingCode.CONDITION_DIFFERS)
            .forEach(findings::add);
      }
    }
    String name = answer.statement().sid().map(sid -> " " + sid).orElse("");
    findings.add(
        Finding.error(
            FindingCode.EXPLICIT_DENY,
            "The Deny statement" + name + " applies to this job, and a Deny wins over every Allow.",
            "Change its conditions so that it does not meet this job, for example "
                + PolicySnippets.condition(
                    "StringNotEquals",
                    request.keyOf("sub"),
                    List.of(PolicySnippets.literal(request.claims().subject())))
                + ", or remove it."));
  }

  private void tags() {
    missing(request.hasTags(), Evaluation.TAG, FindingCode.TAG_SESSION_MISSING, "session tags");
    missing(
        request.sourceIdentity().isPresent(),
        Evaluation.SET_SOURCE_IDENTITY,
        FindingCode.SOURCE_IDENTITY_MISSING,
        "a source identity");
  }

  private void missing(boolean needed, String action, FindingCode code, String what) {
    boolean listed =
        evaluation.allowing().stream().anyMatch(answer -> answer.statement().about(action));
    boolean refused =
        evaluation.allows(Evaluation.ASSUME) != TriState.FALSE
            && evaluation.allows(action) == TriState.FALSE;
    if (needed && (refused || (!listed && evaluation.allows(action) == TriState.FALSE))) {
      findings.add(
          Finding.error(
              code,
              "The token brings " + what + ", and the policy does not allow " + action + ".",
              "Write \"Action\": [\"sts:AssumeRoleWithWebIdentity\", \"" + action + "\"]"));
    }
  }

  /** Mistakes that are ones whatever this token has. */
  private void mistakes() {
    for (Evaluation.Answer answer : evaluation.answers()) {
      boolean ours = answer.principal() != TriState.FALSE || related().contains(answer);
      if (!ours) {
        continue;
      }
      for (Evaluation.Outcome outcome : answer.conditions()) {
        Condition condition = outcome.condition();
        keys.of(condition).map(Finding::aside).ifPresent(this::addIfNew);
        boolean known = request.claimOf(condition.key()).isPresent();
        if (known || condition.key().toLowerCase(Locale.ROOT).endsWith(":sub")) {
          condition.literalWildcards().stream()
              .limit(1)
              .map(value -> ValueFindings.wildcard(condition, value).aside())
              .forEach(this::addIfNew);
        }
      }
    }
  }

  private void addIfNew(Finding finding) {
    boolean told =
        findings.stream()
            .anyMatch(
                other ->
                    other.code() == finding.code() && other.message().equals(finding.message()));
    if (!told) {
      findings.add(finding);
    }
  }

  private void unknown() {
    if (verdict != Verdict.UNKNOWN) {
      return;
    }
    for (Evaluation.Answer answer : evaluation.answers()) {
      if (answer.applies() == TriState.UNKNOWN) {
        answer.conditions().stream()
            .filter(outcome -> outcome.result() == TriState.UNKNOWN)
            .map(Evaluation.Outcome::condition)
            .forEach(
                condition ->
                    findings.add(
                        Finding.warning(
                            FindingCode.CANNOT_BE_KNOWN,
                            "Only AWS knows "
                                + condition.key()
                                + " when the request is made; the policy has "
                                + condition.name()
                                + " "
                                + String.join(" or ", condition.expected())
                                + ".",
                            "Check by hand that the job meets "
                                + PolicySnippets.condition(
                                    condition.name(), condition.key(), condition.expected()))));
      }
    }
  }

  /** For this issuer AWS refuses a wide policy at every request, not only when it is saved. */
  private void controls() {
    if (verdict == Verdict.DENIED && refusedByControls(evaluation)) {
      findings.add(
          Finding.error(
              FindingCode.IDENTITY_PROVIDER_CONTROLS,
              "AWS refuses every request for a role that does not limit the subject for "
                  + request.issuerName()
                  + ".",
              "Add " + PolicySnippets.exactly(request.keyOf("sub"), request.claims().subject())));
    }
  }

  static boolean refusedByControls(Evaluation evaluation) {
    Request request = evaluation.request();
    return ProviderControls.atRequestTime(request.issuerName())
        && evaluation.allowing().stream()
            .filter(answer -> answer.applies() != TriState.FALSE)
            .noneMatch(answer -> ProviderControls.limits(answer.statement(), request.keyOf("sub")))
        && evaluation.allowing().stream().anyMatch(answer -> answer.applies() != TriState.FALSE);
  }
}
