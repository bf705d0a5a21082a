package io.github.rolecall.policy.explain;

import static io.github.rolecall.policy.Placeholders.fill;
import static io.github.rolecall.policy.generate.PolicySnippets.literal;

import io.github.rolecall.policy.Condition;
import io.github.rolecall.policy.Evaluation;
import io.github.rolecall.policy.KeyValue;
import io.github.rolecall.policy.Request;
import io.github.rolecall.policy.Subject;
import io.github.rolecall.policy.TriState;
import io.github.rolecall.policy.generate.PolicySnippets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Why a condition keeps this token out: its key is right, but its values are not those of the
 * token.
 */
record ValueFindings(Request request) {
  private static final Pattern IDS = Pattern.compile("^repo:[^@]+@(\\d+)/[^@]+@(\\d+).*");

  /**
   * Reasons, the likeliest first.
   *
   * @param weight how far policy and token are apart
   */
  record Reasons(int weight, List<Finding> findings) {}

  Reasons of(Evaluation.Outcome outcome) {
    Condition condition = outcome.condition();
    String claim = request.claimIn(condition);
    List<String> values = outcome.actual().values();
    boolean excluded = !condition.positive() && outcome.result() == TriState.FALSE;
    boolean comparable = !claim.isEmpty() && !excluded && values.size() == 1;
    if (comparable && claim.equals("aud")) {
      return new Reasons(2, List.of(audience(condition, values.get(0))));
    }
    if (!comparable || !condition.operator().comparesText()) {
      return new Reasons(8, List.of(other(outcome, claim)));
    }
    String actual = values.get(0);
    MismatchDiagnosis difference = MismatchDiagnosis.of(condition, claim, actual, request);
    List<Finding> findings =
        difference.mistakes().stream()
            .map(mistake -> explained(mistake, condition, difference.expected(), actual))
            .toList();
    return new Reasons(
        difference.weight(), findings.isEmpty() ? List.of(other(outcome, claim)) : findings);
  }

  private Finding audience(Condition condition, String actual) {
    boolean party = request.claims().authorizedParty().isPresent();
    return FindingCode.AUDIENCE_DIFFERS.error(
        fill(
            "The policy expects the audience %s, but the token has %s%s.",
            String.join(" or ", condition.expected()),
            actual,
            party ? " (its azp, which AWS compares instead of aud)" : ""),
        fill(
            "Request the token for the policy's audience: audience: %s. Or accept the token's: %s,"
                + " and add it to the client ids of the provider: aws iam"
                + " add-client-id-to-open-id-connect-provider --open-id-connect-provider-arn <ARN>"
                + " --client-id %s",
            condition.expected().stream().findFirst().orElse(""),
            PolicySnippets.extended(condition, literal(actual)),
            actual));
  }

  private static Finding other(Evaluation.Outcome outcome, String claim) {
    Condition condition = outcome.condition();
    String expected = String.join(" or ", condition.expected());
    if (claim.equals("environment")
        && condition.positive()
        && outcome.actual() instanceof KeyValue.Absent) {
      return FindingCode.SUBJECT_CONTEXT_DIFFERS.error(
          fill(
              "The policy expects the environment %s, but the job names no environment.", expected),
          "Let the job name it, in the workflow: environment: " + expected);
    }
    List<String> values = outcome.actual().values();
    return FindingCode.CONDITION_DIFFERS.error(
        fill(
            "%s on %s does not hold: the policy has %s, and the request %s.",
            condition.name(),
            condition.key(),
            expected,
            values.isEmpty() ? "does not have it" : "has " + String.join(", ", values)),
        condition.positive() && !values.isEmpty()
            ? "If this job may have the role: "
                + PolicySnippets.extended(condition, literal(values.get(0)))
            : "If this job may have the role, remove the condition: "
                + PolicySnippets.unchanged(condition));
  }

  private Finding explained(
      CommonMistake mistake, Condition condition, String expected, String actual) {
    String seen = fill("The policy expects %s, but the token has %s", expected, actual);
    String added =
        "If this job may have the role, add it: "
            + PolicySnippets.extended(condition, literal(actual));
    String asToken =
        "Write it as the token has it: "
            + PolicySnippets.replaced(condition, expected, literal(actual));
    return switch (mistake) {
      case WILDCARD -> wildcard(condition, expected);
      case CONTEXT -> context(expected, actual, added);
      case TAG -> mistake.code.error(seen + ": one is a tag, the other a branch.", added);
      case IMMUTABLE ->
          mistake.code.error(
              seen + ". One names owner and repository with their ids, the other without.",
              "List both forms: "
                  + PolicySnippets.extended(condition, otherForm(expected, actual)));
      case CASE -> mistake.code.error(seen + ". AWS tells upper from lower case.", asToken);
      case REF_FORM ->
          mistake.code.error(seen + ": the branch or tag is written in another form.", asToken);
      case URL -> mistake.code.error(seen + ": a subject is no URL.", asToken);
      case ENCODING ->
          mistake.code.error(
              seen + ": in subjects GitHub writes a colon inside a name as %3A.", asToken);
      case REUSABLE -> reusable(seen);
    };
  }

  static Finding wildcard(Condition condition, String expected) {
    return FindingCode.WILDCARD_UNDER_STRING_EQUALS.error(
        fill(
            "%s on %s takes %s literally: it knows no wildcards.",
            condition.name(), condition.key(), expected),
        "Write " + PolicySnippets.withWildcards(condition));
  }

  private static Finding context(String expected, String actual, String added) {
    Subject has = Subject.of(actual);
    String context = has.context().orElse("");
    boolean pullRequest = context.equals("pull_request");
    String why =
        context.startsWith("environment:")
            ? " The job names an environment, and then the subject has that and no branch."
            : pullRequest ? " For pull requests the subject has no branch." : "";
    return FindingCode.SUBJECT_CONTEXT_DIFFERS.error(
        fill(
            "The policy is for %s (%s), but this job runs for %s (%s).%s",
            Subject.of(expected).describeContext(), expected, has.describeContext(), actual, why),
        pullRequest
            ? added + " Mind that everyone who can open a pull request could then have the role."
            : added);
  }

  private Finding reusable(String seen) {
    String called = request.claims().claim("job_workflow_ref").orElse("");
    return FindingCode.REUSABLE_WORKFLOW.error(
        fill(
            "%s: the job is defined by the reusable workflow %s, and the subject names the"
                + " repository that calls it.",
            seen, called),
        fill(
            "Expect the caller in the subject and the called file beside it: %s and %s",
            PolicySnippets.exactly(request.keyOf("sub"), request.claims().subject()),
            PolicySnippets.exactly(request.keyOf("job_workflow_ref"), called)));
  }

  /** The policy's value in the form of the token, wildcards kept where ids can be told. */
  private static String otherForm(String expected, String actual) {
    if (!Subject.hasIds(actual)) {
      return Subject.withoutIds(expected);
    }
    Matcher ids = IDS.matcher(actual);
    return ids.matches() && !Condition.hasWildcard(Subject.of(expected).place())
        ? Subject.withIds(expected, ids.group(1), ids.group(2))
        : literal(actual);
  }
}
