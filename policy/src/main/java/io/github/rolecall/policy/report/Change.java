package io.github.rolecall.policy.report;

import io.github.rolecall.policy.explain.Explanation;
import io.github.rolecall.policy.explain.Proposal;
import java.util.List;
import java.util.Optional;

/**
 * A policy that lets the job in.
 *
 * @param title what it is
 * @param document the whole policy, in JSON
 * @param lines what becomes of the lines of the policy that was given; none where none was given
 */
public record Change(String title, String document, List<Proposal.Line> lines) {

  /** The corrected policy; where none was given, a new one; empty where nothing is to be done. */
  static Optional<Change> of(Explanation explanation) {
    Optional<Change> corrected =
        explanation
            .proposal()
            .map(
                proposal ->
                    new Change("The corrected policy", proposal.document(), proposal.lines()));
    return explanation.evaluation().isPresent()
        ? corrected
        : Optional.of(
            new Change(
                "The trust policy that lets exactly this job in",
                explanation.remedy().json(),
                List.of()));
  }
}
