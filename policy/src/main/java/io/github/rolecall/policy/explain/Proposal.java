package io.github.rolecall.policy.explain;

import io.github.rolecall.policy.Fault;
import io.github.rolecall.policy.Lines;
import io.github.rolecall.policy.TrustPolicy;
import io.github.rolecall.policy.generate.PolicyDocument;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The corrected policy. It allows the job and its next run, still allows all that the policy allows
 * today, and allows no other. The evaluator has checked this, see {@link
 * io.github.rolecall.policy.repair.Witnesses}.
 *
 * @param before the policy as it was read, without comments and elements that AWS does not know
 * @param after the policy with the edits of all findings
 */
public record Proposal(TrustPolicy before, TrustPolicy after) {

  /** Whether a line is in both policies, only in the old one or only in the new one. */
  public enum Mark {
    SAME,
    REMOVED,
    ADDED
  }

  /** A line of the two policies, without its line break. */
  public record Line(Mark mark, String text) {}

  /** Returns the whole policy, for {@code aws iam update-assume-role-policy}. */
  public String document() {
    return PolicyDocument.of(after);
  }

  /**
   * Returns why IAM would not save this policy either: mistakes that only the author can correct.
   */
  public List<Fault> left() {
    return before.faults().stream().filter(fault -> fault.certain().isEmpty()).toList();
  }

  /** Returns both policies line by line, with the smallest number of marked lines. */
  public List<Line> lines() {
    List<String> old = Lines.of(PolicyDocument.written(before));
    List<String> now = Lines.of(document());
    int start = same(old, now);
    int end =
        same(reversed(old.subList(start, old.size())), reversed(now.subList(start, now.size())));
    var lines = new ArrayList<Line>();
    old.subList(0, start).forEach(line -> lines.add(new Line(Mark.SAME, line)));
    lines.addAll(
        changes(old.subList(start, old.size() - end), now.subList(start, now.size() - end)));
    old.subList(old.size() - end, old.size()).forEach(line -> lines.add(new Line(Mark.SAME, line)));
    return lines;
  }

  /** The number of lines that two texts have in common at their start. */
  private static int same(List<String> old, List<String> now) {
    int same = 0;
    while (same < Math.min(old.size(), now.size()) && old.get(same).equals(now.get(same))) {
      same++;
    }
    return same;
  }

  private static List<String> reversed(List<String> lines) {
    var reversed = new ArrayList<>(lines);
    Collections.reverse(reversed);
    return reversed;
  }

  private static List<Line> changes(List<String> old, List<String> now) {
    int[][] common = common(old, now);
    var lines = new ArrayList<Line>();
    int i = 0;
    int j = 0;
    while (i < old.size() || j < now.size()) {
      if (i < old.size() && j < now.size() && old.get(i).equals(now.get(j))) {
        lines.add(new Line(Mark.SAME, old.get(i++)));
        j++;
      } else if (j == now.size() || (i < old.size() && common[i + 1][j] >= common[i][j + 1])) {
        lines.add(new Line(Mark.REMOVED, old.get(i++)));
      } else {
        lines.add(new Line(Mark.ADDED, now.get(j++)));
      }
    }
    return lines;
  }

  /** The number of lines that the remainders can have in common, for each pair of start lines. */
  private static int[][] common(List<String> old, List<String> now) {
    var common = new int[old.size() + 1][now.size() + 1];
    for (int i = old.size() - 1; i >= 0; i--) {
      for (int j = now.size() - 1; j >= 0; j--) {
        common[i][j] =
            old.get(i).equals(now.get(j))
                ? common[i + 1][j + 1] + 1
                : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    return common;
  }
}
