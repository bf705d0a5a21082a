package io.github.rolecall.policy.report;

import io.github.rolecall.policy.Verdict;
import java.util.Comparator;
import java.util.List;

/**
 * The reports for all roles of a run.
 *
 * @param all at least one; if there are several, each has a name
 */
public record Reports(List<Report> all) {
  /** The worst verdict first: one denied role fails the run. */
  private static final List<Verdict> WORST =
      List.of(Verdict.DENIED, Verdict.UNKNOWN, Verdict.ALLOWED);

  /** The worst verdict of all roles, because a run exports all credentials or none. */
  public Verdict verdict() {
    return all.stream()
        .map(report -> report.answer().verdict())
        .min(Comparator.comparing(WORST::indexOf))
        .orElse(Verdict.UNKNOWN);
  }

  /** 0: AWS would allow it; 3: AWS would deny it; 4: unknown. */
  public int exitCode() {
    return switch (verdict()) {
      case ALLOWED -> 0;
      case DENIED -> 3;
      case UNKNOWN -> 4;
    };
  }
}
