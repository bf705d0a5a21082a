package io.github.rolecall.policy.explain;

import static io.github.rolecall.policy.explain.Finding.error;

import io.github.rolecall.policy.Condition;
import io.github.rolecall.policy.Evaluation;
import io.github.rolecall.policy.KeyValue;
import io.github.rolecall.policy.Request;
import io.github.rolecall.policy.Subject;
import io.github.rolecall.policy.TriState;
import io.github.rolecall.policy.generate.PolicySnippets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Why a condition keeps this token out: its key is right, but its values are not those of the
 * token.
 */
final class ValueFindings {
  private final Request request;

  ValueFindings(Request request) {
    this.request = request;
  }

  /**
   * Reasons, the likeliest first.
   *
   * @param weight how far policy and token are apart
   */
  record Reasons(int weight, List<Finding> findings) {}

  Reasons of(Evaluation.Outcome outcome) {
    Condition condition = outcome.condition();
    Optional<String> claim = request.claimOf(condition.key());
    boolean excluded = !condition.positive() && outcome.result() == TriState.FALSE;
    if (claim.isEmpty()
        || excluded
        || !(outcome.actual() instanceof KeyValue.Present present)
        || present.values().size() != 1) {
      return new Reasons(8, List.of(other(outcome, claim)));
    }
    String actual = present.values().get(0);
    if (claim.get().equals("aud")) {
      return new Reasons(2, List.of(audience(condition, actual)));
    }
    if (!condition.comparesText()) {
      return new Reasons(8, List.of(other(outcome, claim)));
    }
    MismatchDiagnosis difference = MismatchDiagnosis.of(condition, claim.get(), actual, request);
    if (difference.mistakes().isEmpty()) {
      return new Reasons(difference.weight(), List.of(other(outcome, claim)));
    }
    var findings = new ArrayList<Finding>();
    for (FindingCode code : difference.codes()) {
      findings.add(explained(code, condition, difference.expected(), actual));
    }
    return new Reasons(difference.weight(), findings);
  }

  private Finding audience(Condition condition, String actual) {
    String expected = String.join(" or ", condition.expected());
    boolean party = request.claims().authorizedParty().isPresent();
    return error(
        FindingCode.AUDIENCE_DIFFERS,
        "The policy expects the audience "
            + expected
            + ", but the token has "
            + actual
            + (party ? " (its azp, which AWS compares instead of aud)." : "."),
        "Request the token for the policy's audience: audience: "
            + (condition.expected().isEmpty() ? "" : condition.expected().get(0))
            + ". Or accept the token's: "
            + PolicySnippets.extended(condition, PolicySnippets.literal(actual))
            + ", and add it to the client ids of the provider: aws iam"
            + " add-client-id-to-open-id-connect-provider --open-id-connect-provider-arn <ARN>"
            + " --client-id "
            + actual);
  }

  private Finding other(Evaluation.Outcome outcome, Optional<String> claim) {
    Condition condition = outcome.condition();
    String expected = String.join(" or ", condition.expected());
    if (claim.filter("environment"::equals).isPresent()
        && condition.positive()
        && outcome.actual() instanceof KeyValue.Absent) {
      return error(
          FindingCode.SUBJECT_CONTEXT_DIFFERS,
          "The policy expects the environment " + expected + ", but the job names no environment.",
          "Let the job name it, in the workflow: environment: " + expected);
    }
    String actual =
        outcome.actual() instanceof KeyValue.Present present
            ? "has " + String.join(", ", present.values())
            : "does not have it";
    return error(
        FindingCode.CONDITION_DIFFERS,
        condition.name()
            + " on "
            + condition.key()
            + " does not hold: the policy has "
            + expected
            + ", and the request "
            + actual
            + ".",
        outcome.actual() instanceof KeyValue.Present present
                && condition.positive()
                && !present.values().isEmpty()
            ? "If this job may have the role: "
                + PolicySnippets.extended(
                    condition, PolicySnippets.literal(present.values().get(0)))
            : "If this job may have the role, remove the condition: "
                + PolicySnippets.condition(
                    condition.name(), condition.key(), condition.expected()));
  }

  private Finding explained(FindingCode code, Condition condition, String expected, String actual) {
    String exact = PolicySnippets.literal(actual);
    String seen = "The policy expects " + expected + ", but the token has " + actual;
    String asToken =
        "Write it as the token has it: " + PolicySnippets.replaced(condition, expected, exact);
    return switch (code) {
      case WILDCARD_UNDER_STRING_EQUALS -> wildcard(condition, expected);
      case SUBJECT_CONTEXT_DIFFERS -> context(condition, expected, actual);
      case TAG_BUILD ->
          error(
              code,
              seen + ": one is a tag, the other a branch.",
              "If this job may have the role, add it: "
                  + PolicySnippets.extended(condition, exact));
      case SUBJECT_IMMUTABLE_FORM ->
          error(
              code,
              seen + ". One names owner and repository with their ids, the other without.",
              "List both forms: "
                  + PolicySnippets.extended(condition, otherForm(expected, actual)));
      case CASE_DIFFERS -> error(code, seen + ". AWS tells upper from lower case.", asToken);
      case REF_FORM_DIFFERS ->
          error(code, seen + ": the branch or tag is written in another form.", asToken);
      case SUBJECT_HAS_URL -> error(code, seen + ": a subject is no URL.", asToken);
      case ENVIRONMENT_NOT_ENCODED ->
          error(code, seen + ": in subjects GitHub writes a colon inside a name as %3A.", asToken);
      case REUSABLE_WORKFLOW -> reusable(expected, actual);
      default ->
          error(code, seen + ".", "Accept it: " + PolicySnippets.exactly(condition.key(), actual));
    };
  }

  static Finding wildcard(Condition condition, String expected) {
    return error(
        FindingCode.WILDCARD_UNDER_STRING_EQUALS,
        condition.name()
            + " on "
            + condition.key()
            + " takes "
            + expected
            + " literally: it knows no wildcards.",
        "Write " + PolicySnippets.withWildcards(condition));
  }

  private Finding context(Condition condition, String expected, String actual) {
    Subject wanted = Subject.of(expected);
    Subject has = Subject.of(actual);
    boolean pullRequest = has.context().filter("pull_request"::equals).isPresent();
    boolean environment = has.context().filter(of -> of.startsWith("environment:")).isPresent();
    String why =
        environment
            ? " The job names an environment, and then the subject has that and no branch."
            : pullRequest ? " For pull requests the subject has no branch." : "";
    String warning =
        pullRequest
            ? " Mind that everyone who can open a pull request could then have the role."
            : "";
    return error(
        FindingCode.SUBJECT_CONTEXT_DIFFERS,
        "The policy is for "
            + wanted.describeContext()
            + " ("
            + expected
            + "), but this job runs for "
            + has.describeContext()
            + " ("
            + actual
            + ")."
            + why,
        "If this job may have the role, add it: "
            + PolicySnippets.extended(condition, PolicySnippets.literal(actual))
            + warning);
  }

  private Finding reusable(String expected, String actual) {
    String called = request.claims().claim("job_workflow_ref").orElse("");
    return error(
        FindingCode.REUSABLE_WORKFLOW,
        "The policy expects "
            + expected
            + ", but the token has "
            + actual
            + ": the job is defined by the reusable workflow "
            + called
            + ", and the subject names the repository that calls it.",
        "Expect the caller in the subject and the called file beside it: "
            + PolicySnippets.exactly(request.keyOf("sub"), request.claims().subject())
            + " and "
            + PolicySnippets.exactly(request.keyOf("job_workflow_ref"), called));
  }

  /** The policy's value in the form of the token, wildcards kept where ids can be told. */
  private static String otherForm(String expected, String actual) {
    if (!Subject.hasIds(actual)) {
      return Subject.withoutIds(expected);
    }
    var ids = java.util.regex.Pattern.compile("^repo:[^@]+@(\\d+)/[^@]+@(\\d+).*").matcher(actual);
    String place = Subject.of(expected).place();
    return ids.matches() && !Condition.hasWildcard(place)
        ? Subject.withIds(expected, ids.group(1), ids.group(2))
        : PolicySnippets.literal(actual);
  }
}
