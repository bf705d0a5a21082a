package io.github.rolecall.policy.report;

import static java.util.stream.Collectors.joining;

import io.github.rolecall.policy.Fault;
import io.github.rolecall.policy.explain.Explanation;
import io.github.rolecall.policy.explain.Proposal;
import java.util.List;
import java.util.Optional;

/**
 * A policy that allows the job.
 *
 * @param title the heading
 * @param document the whole policy, in JSON
 * @param lines the difference to the given policy; empty if none was given
 */
public record Change(String title, String document, List<Proposal.Line> lines) {

  /** Other changed statements are named too: the whole policy is saved, or nothing of it. */
  private static String title(Proposal proposal) {
    return proposal.left().isEmpty()
        ? "The corrected policy"
        : proposal.left().stream()
            .map(Fault::message)
            .collect(joining(" ", "The corrected policy. Before IAM saves it, also correct: ", ""));
  }

  /** The corrected policy, or a new one if none was given; empty if nothing has to change. */
  static Optional<Change> of(Explanation explanation) {
    Optional<Change> corrected =
        explanation
            .proposal()
            .map(proposal -> new Change(title(proposal), proposal.document(), proposal.lines()));
    return explanation.evaluation().isPresent()
        ? corrected
        : Optional.of(
            new Change(
                "A trust policy that lets only this job assume the role",
                explanation.remedy().json(),
                List.of()));
  }
}
