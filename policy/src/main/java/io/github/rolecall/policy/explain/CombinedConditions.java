package io.github.rolecall.policy.explain;

import io.github.rolecall.policy.Condition;
import io.github.rolecall.policy.ConditionKeys;
import io.github.rolecall.policy.Evaluation;
import io.github.rolecall.policy.Request;
import io.github.rolecall.policy.Subject;
import io.github.rolecall.policy.TriState;
import io.github.rolecall.policy.explain.Finding.Severity;
import io.github.rolecall.policy.generate.PolicySnippets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Conditions that must all hold, where only one of them can, or was meant to. */
final class CombinedConditions {
  private static final Set<String> NOT_WHO = Set.of("aud", "oaud", "amr", "email");

  /** What a job runs for; people expect one or the other of it. */
  private static final Set<String> CONTEXT = Set.of("environment", "ref");

  /** These hold for many jobs, so it says little that they do. */
  private static final Set<String> OWNERS =
      Set.of("repository_owner_id", "namespace_id", "organization_id", "enterprise_id");

  private final Request request;
  private final Evaluation.Answer answer;

  CombinedConditions(Request request, Evaluation.Answer answer) {
    this.request = request;
    this.answer = answer;
  }

  /**
   * Whether the statement fails because its conditions are combined.
   *
   * @param others what else explains it
   */
  Optional<Finding> finding(List<Finding> others) {
    List<Evaluation.Outcome> who = identifying();
    List<Evaluation.Outcome> holding =
        who.stream().filter(outcome -> outcome.result() == TriState.TRUE).toList();
    List<Evaluation.Outcome> failing =
        who.stream().filter(outcome -> outcome.result() == TriState.FALSE).toList();
    boolean sameKey =
        failing.stream()
            .anyMatch(
                one ->
                    holding.stream()
                        .anyMatch(other -> other.condition().sameKey(one.condition().key())));
    boolean vague =
        !holding.isEmpty()
            && !failing.isEmpty()
            && others.stream().allMatch(CombinedConditions::vague);
    boolean context =
        vague && failing.stream().allMatch(outcome -> CONTEXT.contains(claim(outcome)));
    boolean certain = sameKey || context || contradictory(who) || twoIssuers(holding);
    boolean possible =
        vague && holding.stream().anyMatch(outcome -> !OWNERS.contains(claim(outcome)));
    if (!certain && !possible) {
      return Optional.empty();
    }
    String keys =
        who.stream()
            .map(outcome -> outcome.condition().name() + " on " + outcome.condition().key())
            .collect(Collectors.joining(" and "));
    return Optional.of(
        new Finding(
            FindingCode.CONDITIONS_COMBINED,
            certain ? Severity.ERROR : Severity.HINT,
            "The statement asks for "
                + keys
                + " at once, and this token meets "
                + (holding.isEmpty() ? "none" : "only some")
                + " of them.",
            remedy(sameKey, who)));
  }

  /** Those that say who may have the role. */
  private List<Evaluation.Outcome> identifying() {
    return answer.conditions().stream()
        .filter(outcome -> outcome.condition().positive())
        .filter(
            outcome ->
                request
                    .claimOf(outcome.condition().key())
                    .filter(claim -> !NOT_WHO.contains(claim))
                    .filter(claim -> ConditionKeys.maps(request.issuerName(), claim))
                    .isPresent())
        .toList();
  }

  /** Keys of two issuers that the statement trusts both: a token has those of its own only. */
  private boolean twoIssuers(List<Evaluation.Outcome> holding) {
    List<String> trusted =
        answer.statement().principals().entries().stream()
            .map(entry -> entry.provider().toLowerCase(Locale.ROOT) + ":")
            .toList();
    return !holding.isEmpty()
        && answer.conditions().stream()
            .filter(outcome -> outcome.result() == TriState.FALSE)
            .map(outcome -> outcome.condition().key())
            .filter(key -> request.claimOf(key).isEmpty())
            .anyMatch(key -> trusted.stream().anyMatch(key.toLowerCase(Locale.ROOT)::startsWith));
  }

  private String claim(Evaluation.Outcome outcome) {
    return request.claimOf(outcome.condition().key()).orElse("");
  }

  /** Whether nothing is known but that the values differ. */
  private static boolean vague(Finding finding) {
    return finding.code() == FindingCode.CONDITION_DIFFERS
        || finding.message().contains("names no environment");
  }

  private String remedy(boolean sameKey, List<Evaluation.Outcome> who) {
    if (!sameKey) {
      return "If one of them is enough, make two statements of it, each with one of the conditions:"
          + " they are alternatives. Values of one list are alternatives too: "
          + PolicySnippets.condition(
              "StringEquals",
              request.keyOf("sub"),
              List.of("<one>", PolicySnippets.literal(request.claims().subject())));
    }
    Condition first = who.get(0).condition();
    var values = new LinkedHashSet<String>();
    who.stream()
        .map(Evaluation.Outcome::condition)
        .filter(condition -> condition.sameKey(first.key()))
        .forEach(condition -> values.addAll(condition.expected()));
    return "If one of the values is enough, put them into one list: "
        + PolicySnippets.condition("StringLike", first.key(), List.copyOf(values));
  }

  /** A subject for a branch, and an environment: a subject never has both. */
  private boolean contradictory(List<Evaluation.Outcome> who) {
    boolean branch =
        who.stream()
            .map(Evaluation.Outcome::condition)
            .filter(condition -> condition.sameKey(request.keyOf("sub")))
            .anyMatch(
                condition ->
                    condition.expected().stream()
                        .map(Subject::of)
                        .allMatch(
                            subject ->
                                subject
                                    .context()
                                    .filter(text -> text.matches("(ref:|pull_request).*"))
                                    .isPresent()));
    boolean environment =
        who.stream()
            .map(outcome -> outcome.condition().key().toLowerCase(Locale.ROOT))
            .anyMatch(key -> key.endsWith(":environment"));
    return branch && environment;
  }
}
