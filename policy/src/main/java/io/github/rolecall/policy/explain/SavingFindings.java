package io.github.rolecall.policy.explain;

import static io.github.rolecall.policy.Placeholders.fill;

import io.github.rolecall.policy.Condition;
import io.github.rolecall.policy.Fault;
import io.github.rolecall.policy.TrustPolicy;
import io.github.rolecall.policy.Unresolved;
import io.github.rolecall.policy.generate.PolicyDocument;
import io.github.rolecall.policy.repair.Edit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Finds why IAM would not save a policy, before it is compared with a token. */
record SavingFindings(TrustPolicy policy) {
  private static final int MOST_NAMES = 10;

  List<Finding> all() {
    var findings =
        new ArrayList<>(
            policy.faults().stream()
                // A permission policy has a Resource too, but the kind of policy is the first thing
                // to report.
                .sorted(Comparator.comparing(fault -> fault.kind() != Fault.Kind.PRINCIPAL))
                .map(this::refused)
                .toList());
    List<String> unresolved = policy.unresolved();
    if (!unresolved.isEmpty()) {
      findings.add(
          FindingCode.VALUE_UNRESOLVED.warning(
              fill(
                  "The policy has variables of a template: %s. Rolecall does not know"
                      + " their values.",
                  String.join(", ", unresolved.subList(0, Math.min(MOST_NAMES, unresolved.size())))
                      + (unresolved.size() > MOST_NAMES ? " and others" : "")),
              "Use the policy of the role: aws iam get-role --output json"));
    }
    if (policy.length() > TrustPolicy.LONGEST) {
      findings.add(
          FindingCode.POLICY_TOO_LONG.warning(
              fill(
                  "The policy has %s characters without whitespace, and IAM allows at most %s.",
                  String.valueOf(policy.length()), String.valueOf(TrustPolicy.LONGEST)),
              "Replace lists of values with patterns, or use several roles."));
    }
    return findings;
  }

  /** Whether IAM knows the operator of the condition; otherwise another finding reports it. */
  static boolean knows(Condition condition) {
    return condition.operator().known()
        && !Unresolved.has(condition.key())
        && condition.expected().stream().noneMatch(Unresolved::has);
  }

  private Finding refused(Fault fault) {
    FindingCode code =
        switch (fault.kind()) {
          case VERSION -> FindingCode.VERSION_UNKNOWN;
          case EFFECT -> FindingCode.EFFECT_UNKNOWN;
          case PRINCIPAL -> FindingCode.NO_PRINCIPAL;
          case RESOURCE -> FindingCode.RESOURCE_IN_TRUST_POLICY;
          case OPERATOR -> FindingCode.OPERATOR_UNKNOWN;
          case ELEMENT -> FindingCode.ELEMENT_WRONG;
        };
    Finding finding =
        code.error(fault.message() + " IAM does not save this policy.", fault.remedy());
    return fault.certain().isPresent()
            && fault.certain().get() instanceof Fault.Misspelled misspelled
        ? corrected(finding, misspelled)
        : finding;
  }

  private Finding corrected(Finding finding, Fault.Misspelled misspelled) {
    List<Condition> misread =
        policy.statements().get(misspelled.statement()).conditions().stream()
            .filter(condition -> condition.name().equals(misspelled.name()))
            .toList();
    List<Condition> meant =
        misread.stream()
            .map(each -> Condition.of(misspelled.meant(), each.key(), each.expected()))
            .toList();
    var edits = new ArrayList<Edit>();
    for (int i = 0; i < misread.size(); i++) {
      edits.add(new Edit.Replace(misspelled.statement(), misread.get(i), List.of(meant.get(i))));
    }
    return finding.doing("Write " + PolicyDocument.line(meant), edits);
  }
}
