package io.github.rolecall.policy.explain;

import io.github.rolecall.policy.Condition;
import io.github.rolecall.policy.Evaluation;
import io.github.rolecall.policy.Request;
import io.github.rolecall.policy.TriState;
import io.github.rolecall.policy.TrustPolicy;
import io.github.rolecall.policy.explain.Finding.Severity;
import io.github.rolecall.policy.repair.Answer;
import io.github.rolecall.policy.repair.Edit;
import io.github.rolecall.policy.repair.Witnesses;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Checks the advice of findings before it is printed. Advice that would not allow the job, would
 * allow a stranger, or would exclude a job that is allowed today, is replaced.
 *
 * @param findings with checked remedies
 * @param proposal the policy with all the changes that the reasons of a refusal advise
 */
record Remedies(List<Finding> findings, Optional<Proposal> proposal) {
  private static final String COVERED =
      "The new statement of the first finding is enough for this job. Nothing else"
          + " needs to change.";
  private static final String UNKNOWN =
      "Rolecall knows no change of the policy that lets only this job assume the role."
          + " Decide who else may assume the role. Write one statement for them, and one for"
          + " this job.";

  static Remedies of(Evaluation evaluation, List<Finding> found) {
    var effort = new Effort(evaluation.policy());
    if (!effort.suffices()) {
      return new Remedies(
          found.stream()
              .map(each -> each.code().ofTheDocument() ? each : each.untried(effort.why()))
              .toList(),
          Optional.empty());
    }
    List<String> meant = meant(evaluation);
    var witnesses = Witnesses.of(evaluation.policy(), evaluation.request(), meant);
    List<Finding> reasons =
        found.stream().filter(finding -> finding.severity() == Severity.ERROR).toList();
    List<List<Finding>> tries = tries(evaluation, reasons);
    Optional<List<Finding>> proved =
        tries.stream()
            .filter(each -> witnesses.allow(after(evaluation.policy(), each)))
            .findFirst();
    var asides = new Asides(evaluation, witnesses, proved.orElse(List.of()), meant, effort);
    return new Remedies(
        Stream.concat(
                proved.orElse(tries.isEmpty() ? reasons : unproved(reasons)).stream(),
                asides.of(found))
            .toList(),
        proved.map(each -> new Proposal(evaluation.policy(), after(evaluation.policy(), each))));
  }

  /** Returns the changes to try; none where only AWS knows the answer, or nothing has to change. */
  private static List<List<Finding>> tries(Evaluation evaluation, List<Finding> reasons) {
    if (Answer.of(evaluation) == TriState.FALSE) {
      return List.of(reasons, added(evaluation, reasons));
    }
    boolean misread =
        evaluation.policy().faults().stream().anyMatch(fault -> fault.certain().isPresent());
    return misread ? List.of(reasons) : List.of();
  }

  /** Returns the subjects of the policy without their mistakes: whom the policy is meant for. */
  private static List<String> meant(Evaluation evaluation) {
    Request request = evaluation.request();
    return evaluation.policy().statements().stream()
        .flatMap(statement -> statement.conditions().stream())
        .filter(Condition::positive)
        .filter(condition -> condition.key().toLowerCase(Locale.ROOT).endsWith(":sub"))
        .flatMap(
            condition ->
                Stream.concat(
                    condition.expected().stream(),
                    MismatchDiagnosis.of(condition, "sub", request.claims().subject(), request)
                        .corrected()
                        .stream()))
        .toList();
  }

  /** Returns the policy without statements that have no principal: IAM does not save them. */
  private static TrustPolicy after(TrustPolicy policy, List<Finding> findings) {
    TrustPolicy edited =
        Edit.all(policy, findings.stream().flatMap(finding -> finding.edits().stream()).toList());
    return edited.with(
        edited.statements().stream()
            .filter(statement -> !statement.principals().entries().isEmpty())
            .toList());
  }

  /** Replaces every change, except those of a Deny, by a new statement for the job. */
  private static List<Finding> added(Evaluation evaluation, List<Finding> reasons) {
    var statement = new JobStatement(evaluation);
    var findings = new ArrayList<Finding>();
    boolean said = false;
    for (Finding reason : reasons) {
      boolean deny =
          !reason.edits().isEmpty()
              && reason.edits().stream().allMatch(edit -> denies(evaluation, edit));
      if (deny || reason.code().ofTheDocument()) {
        findings.add(reason);
      } else {
        findings.add(
            said
                ? reason.doing(COVERED, List.of())
                : reason.doing(statement.text(), List.of(statement.edit())));
        said = true;
      }
    }
    return findings;
  }

  private static boolean denies(Evaluation evaluation, Edit edit) {
    return edit.of().stream()
        .anyMatch(number -> !evaluation.policy().statements().get(number).allow());
  }

  private static List<Finding> unproved(List<Finding> reasons) {
    return reasons.stream()
        .map(
            reason ->
                reason.edits().isEmpty() || reason.code().ofTheDocument()
                    ? reason
                    : reason.doing(UNKNOWN, List.of()))
        .toList();
  }
}
