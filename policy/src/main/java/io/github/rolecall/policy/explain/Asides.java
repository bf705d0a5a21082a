package io.github.rolecall.policy.explain;

import io.github.rolecall.policy.Condition;
import io.github.rolecall.policy.Evaluation;
import io.github.rolecall.policy.TrustPolicy;
import io.github.rolecall.policy.explain.Finding.Severity;
import io.github.rolecall.policy.repair.Edit;
import io.github.rolecall.policy.repair.Witnesses;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Checks the remedies of warnings and hints. Their changes must not exclude a job that the policy
 * allows today, or would allow after the reasons of a refusal are corrected.
 */
final class Asides {
  private static final String APART =
      "Write a statement for each owner, and add the ids of the owner and its"
          + " repositories to it.";
  private static final String KEEP =
      "Rolecall knows no change that keeps access for everyone who has it today. First"
          + " decide who needs the role, and list them.";

  private final TrustPolicy policy;
  private final List<Edit> made;
  private final Witnesses today;
  private final Witnesses then;
  private final Effort effort;

  Asides(
      Evaluation evaluation,
      Witnesses today,
      List<Finding> reasons,
      List<String> meant,
      Effort effort) {
    this.today = today;
    this.effort = effort;
    policy = evaluation.policy();
    made = reasons.stream().flatMap(reason -> reason.edits().stream()).toList();
    then = Witnesses.of(Edit.all(policy, made), evaluation.request(), meant);
  }

  /** Returns the warnings and hints among the findings, with checked remedies. */
  Stream<Finding> of(List<Finding> found) {
    return found.stream()
        .filter(finding -> finding.severity() != Severity.ERROR)
        .map(
            finding -> {
              Finding tried = tried(finding);
              return tried.edits().isEmpty() || !needless(finding) ? tried : tried.ifKept();
            });
  }

  /** Whether the reasons of the refusal remove every condition that the finding would rewrite. */
  private boolean needless(Finding finding) {
    return finding.edits().stream().allMatch(this::removed);
  }

  private boolean removed(Edit edit) {
    return edit instanceof Edit.Replace replace
        && made.contains(new Edit.Replace(replace.statement(), replace.before(), List.of()));
  }

  private Finding tried(Finding finding) {
    if (!effort.take(then, 2)) {
      return finding.untried(effort.why());
    }
    if (finding.code() == FindingCode.MUTABLE_NAMES) {
      return pinned(finding);
    }
    return today.keep(Edit.all(policy, finding.edits())) && then.keep(with(finding.edits()))
        ? finding
        : finding.doing(KEEP, List.of());
  }

  /**
   * Keeps only the ids that all allowed jobs have: a policy for several repositories can require
   * the owner's id, but not the id of one repository.
   */
  private Finding pinned(Finding finding) {
    var ids = new ArrayList<Condition>();
    List<Edit> edits =
        finding.edits().stream().filter(edit -> then.keepAll(with(List.of(edit)))).toList();
    for (Edit edit : edits) {
      if (edit instanceof Edit.Demand id) {
        ids.add(id.condition());
      }
    }
    return ids.isEmpty()
        ? finding.doing(APART, List.of())
        : finding.doing(NameFinding.text(ids), edits);
  }

  private TrustPolicy with(List<Edit> edits) {
    return Edit.all(policy, Stream.concat(made.stream(), edits.stream()).toList());
  }
}
