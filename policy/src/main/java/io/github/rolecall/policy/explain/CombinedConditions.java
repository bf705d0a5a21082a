package io.github.rolecall.policy.explain;

import static io.github.rolecall.policy.Placeholders.fill;

import io.github.rolecall.policy.Condition;
import io.github.rolecall.policy.Evaluation.Answer;
import io.github.rolecall.policy.Evaluation.Outcome;
import io.github.rolecall.policy.Request;
import io.github.rolecall.policy.TriState;
import io.github.rolecall.policy.explain.Finding.Severity;
import io.github.rolecall.policy.generate.PolicySnippets;
import io.github.rolecall.policy.issuer.Subject;
import io.github.rolecall.policy.repair.Edit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds conditions of one statement that cannot all match, or were meant as alternatives. */
record CombinedConditions(Request request, int number, Answer answer) {
  private static final Set<String> NOT_WHO = Set.of("aud", "oaud", "amr", "email");

  /** Claims of which a subject contains one or the other. */
  private static final Set<String> CONTEXT = Set.of("environment", "ref");

  /** Conditions on these match many jobs, so a match says little. */
  private static final Set<String> OWNERS =
      Set.of("repository_owner_id", "namespace_id", "organization_id", "enterprise_id");

  /**
   * The finding, if the statement fails because its conditions are combined.
   *
   * @param others the other findings for the statement
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
    boolean certain = sameKey || context || contradictory(who);
    boolean possible =
        vague && holding.stream().anyMatch(one -> !OWNERS.contains(request.claimIn(one)));
    if (!certain && !possible) {
      return Optional.empty();
    }
    String keys =
        who.stream()
            .map(outcome -> outcome.condition().name() + " on " + outcome.condition().key())
            .collect(Collectors.joining(" and "));
    Finding finding =
        FindingCode.CONDITIONS_COMBINED
            .error(
                fill(
                    "The statement requires %s together, but the token meets %s of them.",
                    keys, holding.isEmpty() ? "none" : "only some"),
                "A job must meet all conditions of a statement. Change the conditions"
                    + " that it does not meet, as the other findings say.")
            .as(certain ? Severity.ERROR : Severity.HINT);
    return Optional.of(sameKey ? oneList(finding, failing.get(0).key(), who) : finding);
  }

  /** The conditions that say which jobs may have the role. */
  private List<Outcome> identifying() {
    return answer.conditions().stream()
        .filter(outcome -> outcome.condition().positive())
        .filter(outcome -> !NOT_WHO.contains(request.claimIn(outcome.condition())))
        .filter(outcome -> request.issuer().maps(request.claimIn(outcome.condition())))
        .toList();
  }

  private static List<Condition> with(TriState result, List<Outcome> outcomes) {
    return outcomes.stream()
        .filter(outcome -> outcome.result() == result)
        .map(Outcome::condition)
        .toList();
  }

  /** Whether the finding says only that the values differ. */
  private static boolean vague(Finding finding) {
    return finding.code() == FindingCode.CONDITION_DIFFERS
        || finding.message().contains("names no environment");
  }

  /** Suggests one list with the values of several operators on one key. */
  private Finding oneList(Finding finding, String key, List<Outcome> who) {
    List<Condition> same =
        who.stream().map(Outcome::condition).filter(one -> one.sameKey(key)).toList();
    Condition all = same.stream().reduce(Condition::or).orElseThrow();
    String actual = request.claims().claim(request.claimIn(all)).orElse("");
    Condition list = new Widened(request.issuer(), all, request.claimIn(all), actual).byWildcards();
    var edits = new ArrayList<Edit>();
    same.forEach(
        one ->
            edits.add(new Edit.Replace(number, one, edits.isEmpty() ? List.of(list) : List.of())));
    return finding.doing(
        "If one of the values is enough, write them as one list: " + PolicySnippets.unchanged(list),
        edits);
  }

  /**
   * Whether one condition requires a branch and another one an environment: a subject has only one
   * of them.
   */
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
