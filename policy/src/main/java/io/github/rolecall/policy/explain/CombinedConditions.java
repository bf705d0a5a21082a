package io.github.rolecall.policy.explain;

import static io.github.rolecall.policy.Placeholders.fill;

import io.github.rolecall.policy.Condition;
import io.github.rolecall.policy.ConditionKeys;
import io.github.rolecall.policy.Evaluation.Answer;
import io.github.rolecall.policy.Evaluation.Outcome;
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
record CombinedConditions(Request request, Answer answer) {
  private static final Set<String> NOT_WHO = Set.of("aud", "oaud", "amr", "email");

  /** What a job runs for; people expect one or the other of it. */
  private static final Set<String> CONTEXT = Set.of("environment", "ref");

  /** These hold for many jobs, so it says little that they do. */
  private static final Set<String> OWNERS =
      Set.of("repository_owner_id", "namespace_id", "organization_id", "enterprise_id");

  /**
   * Whether the statement fails because its conditions are combined.
   *
   * @param others what else explains it
   */
  Optional<Finding> finding(List<Finding> others) {
    List<Outcome> who = identifying();
    List<Condition> holding = with(TriState.TRUE, who);
    List<Condition> failing = with(TriState.FALSE, who);
    boolean sameKey =
        failing.stream()
            .anyMatch(one -> holding.stream().anyMatch(other -> other.sameKey(one.key())));
    boolean vague =
        !holding.isEmpty()
            && !failing.isEmpty()
            && others.stream().allMatch(CombinedConditions::vague);
    boolean context =
        vague && failing.stream().allMatch(one -> CONTEXT.contains(request.claimIn(one)));
    boolean certain =
        sameKey || context || contradictory(who) || (!holding.isEmpty() && twoIssuers());
    boolean possible =
        vague && holding.stream().anyMatch(one -> !OWNERS.contains(request.claimIn(one)));
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
            fill(
                "The statement asks for %s at once, and this token meets %s of them.",
                keys, holding.isEmpty() ? "none" : "only some"),
            sameKey ? oneList(who.get(0).condition().key(), who) : twoStatements()));
  }

  /** Those that say who may have the role. */
  private List<Outcome> identifying() {
    return answer.conditions().stream()
        .filter(outcome -> outcome.condition().positive())
        .filter(outcome -> !NOT_WHO.contains(request.claimIn(outcome.condition())))
        .filter(
            outcome ->
                ConditionKeys.maps(request.issuerName(), request.claimIn(outcome.condition())))
        .toList();
  }

  private static List<Condition> with(TriState result, List<Outcome> outcomes) {
    return outcomes.stream()
        .filter(outcome -> outcome.result() == result)
        .map(Outcome::condition)
        .toList();
  }

  /** Keys of two issuers that the statement trusts both: a token has those of its own only. */
  private boolean twoIssuers() {
    List<String> trusted =
        answer.statement().principals().entries().stream()
            .map(entry -> entry.provider().toLowerCase(Locale.ROOT) + ":")
            .toList();
    return with(TriState.FALSE, answer.conditions()).stream()
        .map(Condition::key)
        .filter(key -> request.claimOf(key).isEmpty())
        .anyMatch(key -> trusted.stream().anyMatch(key.toLowerCase(Locale.ROOT)::startsWith));
  }

  /** Whether nothing is known but that the values differ. */
  private static boolean vague(Finding finding) {
    return finding.code() == FindingCode.CONDITION_DIFFERS
        || finding.message().contains("names no environment");
  }

  private String twoStatements() {
    return "If one of them is enough, make two statements of it, each with one of the conditions:"
        + " they are alternatives. Values of one list are alternatives too: "
        + PolicySnippets.condition(
            "StringEquals",
            request.keyOf("sub"),
            List.of("<one>", PolicySnippets.literal(request.claims().subject())));
  }

  private static String oneList(String key, List<Outcome> who) {
    var values = new LinkedHashSet<String>();
    who.stream()
        .map(Outcome::condition)
        .filter(condition -> condition.sameKey(key))
        .forEach(condition -> values.addAll(condition.expected()));
    return "If one of the values is enough, put them into one list: "
        + PolicySnippets.condition("StringLike", key, List.copyOf(values));
  }

  /** A subject for a branch, and an environment: a subject never has both. */
  private boolean contradictory(List<Outcome> who) {
    return who.stream().anyMatch(one -> request.claimIn(one.condition()).equals("environment"))
        && who.stream()
            .map(Outcome::condition)
            .filter(condition -> request.claimIn(condition).equals("sub"))
            .anyMatch(
                condition ->
                    condition.expected().stream()
                        .map(value -> Subject.of(value).context().orElse(""))
                        .allMatch(context -> context.matches("(ref:|pull_request).*")));
  }
}
