package io.github.rolecall.policy.explain;

import static io.github.rolecall.policy.Placeholders.fill;

import io.github.rolecall.policy.Condition;
import io.github.rolecall.policy.Evaluation;
import io.github.rolecall.policy.ProviderControls;
import io.github.rolecall.policy.Request;
import io.github.rolecall.policy.TriState;
import io.github.rolecall.policy.Verdict;
import io.github.rolecall.policy.explain.Finding.Severity;
import io.github.rolecall.policy.generate.PolicySnippets;
import io.github.rolecall.policy.repair.Edit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Finds everything to report about a policy and a token, the most likely reason first. */
final class Findings {
  private final Evaluation evaluation;
  private final Request request;
  private final Verdict verdict;
  private final List<Finding> findings = new ArrayList<>();

  Findings(Evaluation evaluation, Verdict verdict) {
    this.evaluation = evaluation;
    this.request = evaluation.request();
    this.verdict = verdict;
  }

  /** Ranked by severity, and within that by likelihood. */
  List<Finding> all() {
    evaluation.policy().duplicateKeys().forEach(this::duplicateKey);
    findings.addAll(new PrincipalFindings(evaluation).all());
    var refusals = new Refusals(evaluation);
    if (verdict == Verdict.DENIED) {
      findings.addAll(refusals.all());
    }
    missing(request.hasTags(), Evaluation.TAG, FindingCode.TAG_SESSION_MISSING, "session tags");
    missing(
        request.sourceIdentity().isPresent(),
        Evaluation.SET_SOURCE_IDENTITY,
        FindingCode.SOURCE_IDENTITY_MISSING,
        "a source identity");
    evaluation.answers().stream()
        .filter(answer -> answer.principal() != TriState.FALSE || refusals.related(answer))
        .forEach(answer -> answer.statement().conditions().forEach(one -> mistakes(answer, one)));
    if (verdict == Verdict.UNKNOWN) {
      unknown();
    }
    controls();
    findings.addAll(new SafetyFindings(evaluation).all());
    return ranked();
  }

  private List<Finding> ranked() {
    Map<String, Finding> once = new LinkedHashMap<>();
    for (Finding finding : findings) {
      boolean cause = verdict == Verdict.DENIED || finding.severity() != Severity.ERROR;
      once.putIfAbsent(finding.code() + finding.message(), cause ? finding : finding.aside());
    }
    return once.values().stream().sorted(Comparator.comparing(Finding::severity)).toList();
  }

  private void duplicateKey(String place) {
    findings.add(
        FindingCode.DUPLICATE_KEYS.error(
            fill("The JSON has the key %s twice. Only the last one counts.", place),
            fill(
                "Merge the two into one: {\"%s\": {...}} with all keys and values of both.",
                place.replaceFirst(".*/", ""))));
  }

  private void missing(boolean needed, String action, FindingCode code, String what) {
    boolean listed =
        evaluation.allowing().stream().anyMatch(answer -> answer.statement().about(action));
    boolean otherwiseAllowed = evaluation.allows(Evaluation.ASSUME) != TriState.FALSE;
    if (needed && evaluation.allows(action) == TriState.FALSE && (otherwiseAllowed || !listed)) {
      List<Edit> edits =
          evaluation.allowing().stream()
              .filter(answer -> !otherwiseAllowed || answer.applies() != TriState.FALSE)
              .map(answer -> allowing(answer, action))
              .toList();
      findings.add(
          code.error(fill("The token has %s, and the policy does not allow %s.", what, action), "")
              .doing(
                  fill("Write \"Action\": [\"sts:AssumeRoleWithWebIdentity\", \"%s\"]", action),
                  edits));
    }
  }

  private Edit allowing(Evaluation.Answer answer, String action) {
    var actions = new ArrayList<>(answer.statement().actions());
    actions.add(action);
    return new Edit.Actions(answer.number(), actions);
  }

  /** Mistakes that do not depend on the token. */
  private void mistakes(Evaluation.Answer answer, Condition condition) {
    new KeyFindings(request, answer.number(), answer.statement())
        .of(condition)
        .map(Finding::aside)
        .ifPresent(findings::add);
    boolean known = request.claimOf(condition.key()).isPresent();
    if (known || condition.key().toLowerCase(Locale.ROOT).endsWith(":sub")) {
      condition.literalWildcards().stream()
          .limit(1)
          .map(
              value ->
                  ValueFindings.wildcard(condition, value)
                      .aside()
                      .mending(
                          answer.number(),
                          condition,
                          new Widened(request.issuer(), condition, "", "").byWildcards()))
          .forEach(findings::add);
    }
  }

  private void unknown() {
    evaluation.answers().stream()
        .filter(answer -> answer.applies() == TriState.UNKNOWN)
        .flatMap(answer -> answer.conditions().stream())
        .filter(outcome -> outcome.result() == TriState.UNKNOWN)
        .map(Evaluation.Outcome::condition)
        .filter(SavingFindings::knows)
        .map(
            condition ->
                FindingCode.CANNOT_BE_KNOWN.warning(
                    fill(
                        "Only AWS knows the value of %s, at the time of the request."
                            + " The policy requires %s %s.",
                        condition.key(),
                        condition.name(),
                        String.join(" or ", condition.expected())),
                    "Check yourself that the job meets " + PolicySnippets.unchanged(condition)))
        .forEach(findings::add);
  }

  /** For this issuer AWS denies every request if the policy is too wide, not only saving it. */
  private void controls() {
    if (verdict == Verdict.DENIED && ProviderControls.refuse(evaluation)) {
      Condition none = Condition.of("StringEquals", request.keyOf("sub"), List.of());
      Condition subject =
          new Widened(request.issuer(), none, "sub", request.claims().subject()).byToken();
      List<Edit> edits =
          evaluation.allowing().stream()
              .filter(answer -> answer.applies() != TriState.FALSE)
              .<Edit>map(answer -> new Edit.Demand(answer.number(), subject))
              .toList();
      findings.add(
          FindingCode.IDENTITY_PROVIDER_CONTROLS
              .error(
                  fill(
                      "AWS denies every request for a role whose trust policy does not"
                          + " limit the subject for %s.",
                      request.issuerName()),
                  "")
              .doing("Add " + PolicySnippets.unchanged(subject), edits));
    }
  }
}
