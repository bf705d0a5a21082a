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
 * Tries what findings advise before it is printed. What would not let the job in, would let in a
 * stranger or would keep somebody out is replaced by what does not.
 *
 * @param findings with remedies that have been tried
 * @param proposal the policy with all that the reasons of a refusal advise
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

  /** What may be proposed; nothing where only AWS knows the answer, or nothing has to change. */
  private static List<List<Finding>> tries(Evaluation evaluation, List<Finding> reasons) {
    if (Answer.of(evaluation) == TriState.FALSE) {
      return List.of(reasons, added(evaluation, reasons));
    }
    boolean misread =
        evaluation.policy().faults().stream().anyMatch(fault -> fault.certain().isPresent());
    return misread ? List.of(reasons) : List.of();
  }

  /** Subjects of the policy without the mistakes in them: for whom it is meant to be. */
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

  /** Without the statements that have no principal: IAM does not save them. */
  private static TrustPolicy after(TrustPolicy policy, List<Finding> findings) {
    TrustPolicy edited =
        Edit.all(policy, findings.stream().flatMap(finding -> finding.edits().stream()).toList());
    return edited.with(
        edited.statements().stream()
            .filter(statement -> !statement.principals().entries().isEmpty())
            .toList());
  }

  /** A statement for the job in place of every change but those of a Deny. */
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
