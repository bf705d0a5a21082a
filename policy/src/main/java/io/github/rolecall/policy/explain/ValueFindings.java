package io.github.rolecall.policy.explain;

import static io.github.rolecall.policy.Placeholders.fill;

import io.github.rolecall.policy.Condition;
import io.github.rolecall.policy.Evaluation;
import io.github.rolecall.policy.Request;
import io.github.rolecall.policy.TriState;
import io.github.rolecall.policy.issuer.Subject;
import java.util.List;

/**
 * Explains why a condition on the right key does not match: its values differ from those of the
 * token.
 */
record ValueFindings(Evaluation evaluation, int statement) {
  private static final String ADDED = "If this job may have the role, add its value: ";
  private static final String AS_TOKEN = "Add the value of the token: ";

  /**
   * The reasons, the most likely first.
   *
   * @param weight how far policy and token are apart
   */
  record Reasons(int weight, List<Finding> findings) {}

  private Request request() {
    return evaluation.request();
  }

  Reasons of(Evaluation.Outcome outcome) {
    Condition condition = outcome.condition();
    String claim = request().claimIn(condition);
    List<String> values = outcome.actual().values();
    boolean excluded = !condition.positive() && outcome.result() == TriState.FALSE;
    boolean comparable = !claim.isEmpty() && !excluded && values.size() == 1;
    if (comparable && claim.equals("aud")) {
      return new Reasons(2, List.of(new AudienceFinding(evaluation, statement).of(condition)));
    }
    if (!comparable || !condition.operator().comparesText()) {
      return new Reasons(4, List.of(new OtherValue(evaluation, statement).finding(outcome, claim)));
    }
    String actual = values.get(0);
    MismatchDiagnosis difference = MismatchDiagnosis.of(condition, claim, actual, request());
    if (difference.mistakes().isEmpty()) {
      return new Reasons(
          distance(claim, difference.expected(), actual),
          List.of(new OtherValue(evaluation, statement).finding(outcome, claim)));
    }
    Condition mended =
        mended(new Widened(request().issuer(), condition, claim, actual), difference);
    return new Reasons(
        difference.weight(),
        difference.mistakes().stream()
            .map(
                mistake ->
                    explained(mistake, condition, difference.expected(), actual)
                        .mending(statement, condition, mended))
            .toList());
  }

  /**
   * The subject shows for which job a statement is meant. A statement for another job gets a
   * greater distance than one that differs in another claim.
   */
  private static int distance(String claim, String expected, String actual) {
    if (!claim.equals("sub")) {
      return 4;
    }
    List<String> wanted = List.of(expected.split("[:/]"));
    List<String> has = List.of(actual.split("[:/]"));
    long same = wanted.stream().filter(has::contains).count();
    return (int) (20 - Math.min(10, 10 * same / wanted.size()));
  }

  private Condition mended(Widened widened, MismatchDiagnosis difference) {
    if (difference.mistakes().contains(CommonMistake.IMMUTABLE)) {
      return difference.corrected().map(widened::byForms).orElseGet(widened::byToken);
    }
    return difference.corrected().flatMap(widened::by).orElseGet(widened::byToken);
  }

  /** The finding for one mistake. The new condition is the same for all mistakes. */
  private Finding explained(
      CommonMistake mistake, Condition condition, String expected, String actual) {
    String seen = fill("The policy expects %s, but the token has %s", expected, actual);
    return switch (mistake) {
      case WILDCARD -> wildcard(condition, expected);
      case CONTEXT -> context(expected, actual);
      case TAG ->
          mistake.code.error(seen + ": one of them is for a tag, the other for a branch.", ADDED);
      case IMMUTABLE ->
          mistake.code.error(
              seen + ". One of them has the ids of owner and repository, the other does not.",
              "List both forms: ");
      case CASE -> mistake.code.error(seen + ". AWS compares case-sensitively.", AS_TOKEN);
      case REF_FORM ->
          mistake.code.error(seen + ": the branch or tag has a different form.", AS_TOKEN);
      case URL -> mistake.code.error(seen + ": a subject is not a URL.", AS_TOKEN);
      case ENCODING ->
          mistake.code.error(
              seen + ": GitHub encodes a colon in a name as %3A in the subject.", AS_TOKEN);
      case REUSABLE -> reusable(seen);
    };
  }

  static Finding wildcard(Condition condition, String expected) {
    return FindingCode.WILDCARD_UNDER_STRING_EQUALS.error(
        fill(
            "%s on %s compares %s literally: it does not support wildcards.",
            condition.name(), condition.key(), expected),
        "Write ");
  }

  private static Finding context(String expected, String actual) {
    Subject has = Subject.of(actual);
    String context = has.context().orElse("");
    boolean pullRequest = context.equals("pull_request");
    String why =
        context.startsWith("environment:")
            ? " The job names an environment, so the subject has the environment and no branch."
            : pullRequest ? " For pull requests the subject has no branch." : "";
    return FindingCode.SUBJECT_CONTEXT_DIFFERS.error(
        fill(
            "The policy is for %s (%s), but this job runs for %s (%s).%s",
            Subject.of(expected).describeContext(), expected, has.describeContext(), actual, why),
        pullRequest
            ? "If this job, and everyone who can open a pull request, may have the"
                + " role, add its value: "
            : ADDED);
  }

  private Finding reusable(String seen) {
    String called = request().claims().claim("job_workflow_ref").orElse("");
    return FindingCode.REUSABLE_WORKFLOW.error(
        fill(
            "%s: the job comes from the reusable workflow %s, but the subject has the"
                + " repository of the caller.",
            seen, called),
        "If the caller may assume the role, add its value: ");
  }
}
