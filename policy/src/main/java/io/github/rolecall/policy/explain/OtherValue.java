package io.github.rolecall.policy.explain;

import static io.github.rolecall.policy.Placeholders.fill;

import io.github.rolecall.json.JsonValue;
import io.github.rolecall.model.Claims;
import io.github.rolecall.policy.Condition;
import io.github.rolecall.policy.Evaluation;
import io.github.rolecall.policy.KeyValue;
import io.github.rolecall.policy.Request;
import io.github.rolecall.policy.TriState;
import io.github.rolecall.policy.generate.PolicySnippets;
import io.github.rolecall.policy.issuer.Subject;
import io.github.rolecall.policy.repair.Answer;
import io.github.rolecall.policy.repair.Edit;
import java.util.List;

/** Explains a condition that does not match, where no common mistake is the reason. */
record OtherValue(Evaluation evaluation, int statement) {

  Finding finding(Evaluation.Outcome outcome, String claim) {
    Condition condition = outcome.condition();
    List<String> values = outcome.actual().values();
    if (claim.equals("environment")
        && condition.positive()
        && outcome.actual() instanceof KeyValue.Absent) {
      return noEnvironment(condition);
    }
    Finding finding =
        FindingCode.CONDITION_DIFFERS.error(
            fill(
                "%s on %s does not match: %s the request %s.",
                condition.name(),
                condition.key(),
                demand(condition, values.isEmpty()),
                values.isEmpty() ? "does not have it" : "has " + String.join(", ", values)),
            "If this job may have the role, change it: ");
    if (values.isEmpty()) {
      return finding.removing(statement, condition);
    }
    if (!condition.positive()) {
      return excluded(finding, condition, values);
    }
    var other = new Widened(evaluation.request().issuer(), condition, claim, values.get(0));
    Condition widened = other.byToken();
    // A second bound does not help when the first one still excludes the number.
    boolean refused = widened.holds(evaluation.request(), true) == TriState.FALSE;
    return other.differsInEachRun() || (condition.operator().bounds() && refused)
        ? finding.removing(statement, condition)
        : finding.mending(statement, condition, widened);
  }

  /** What the condition requires, as the first half of the sentence. */
  private static String demand(Condition condition, boolean missing) {
    String values = String.join(" or ", condition.expected());
    if (condition.operator().asksForPresence()) {
      return condition.expected().contains("true")
          ? "the policy requires that the key is missing, but"
          : "the policy requires the key, but";
    }
    if (missing && condition.operator().negated()) {
      // Only ForAnyValue: one of the values has to be another one, and there is none.
      return "the operator requires the key, but";
    }
    return condition.operator().negated()
        ? "the policy excludes " + values + ", and"
        : condition.operator().bounds()
            ? "the policy requires " + condition.name() + " " + values + ", but"
            : "the policy expects " + values + ", but";
  }

  /** The list of excluded values without the value of the token. */
  private Finding excluded(Finding finding, Condition condition, List<String> values) {
    List<String> others =
        List.copyOf(
            new Widened(evaluation.request().issuer(), condition, "", values.get(0)).without());
    if (others.isEmpty() || others.size() == condition.expected().size()) {
      return finding.removing(statement, condition);
    }
    return finding.mending(
        statement, condition, Condition.of(condition.name(), condition.key(), others));
  }

  /** The remedies for a missing environment: name one in the job, or remove the condition. */
  private Finding noEnvironment(Condition condition) {
    String expected = String.join(" or ", condition.expected());
    Finding finding =
        FindingCode.SUBJECT_CONTEXT_DIFFERS.error(
            fill(
                "The policy expects the environment %s, but the job names no environment.",
                expected),
            "");
    return condition.expected().stream()
        .filter(name -> naming(name) != TriState.FALSE)
        .findFirst()
        .map(
            name ->
                finding.orElsewhere(
                    "Add the environment to the job in the workflow: environment: " + name + "."))
        .orElse(finding)
        .doing(
            "If this job may have the role without an environment, remove the condition: "
                + PolicySnippets.unchanged(condition),
            List.of(new Edit.Replace(statement, condition, List.of())));
  }

  /** Whether the unchanged policy allows this job in an environment. */
  private TriState naming(String environment) {
    Request request = evaluation.request();
    String place = Subject.of(request.claims().subject()).place();
    JsonValue claims =
        request
            .claims()
            .all()
            .with("environment", JsonValue.of(environment))
            .with("sub", JsonValue.of(place + ":environment:" + environment));
    return Answer.of(evaluation.policy(), request.of(new Claims(claims)));
  }
}
