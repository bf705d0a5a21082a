package io.github.rolecall.policy.explain;

import io.github.rolecall.policy.Condition;
import io.github.rolecall.policy.Evaluation.Answer;
import io.github.rolecall.policy.Request;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Chooses the statements that were probably meant for the job. In a long policy these are the ones
 * whose subjects start like the job's subject: each value is compared in many ways, and any policy
 * must be explained quickly.
 */
record NearestStatements(Request request) {
  /** The limit of compared values, in characters: twice what IAM saves. */
  private static final int MOST = 16_384;

  List<Answer> of(List<Answer> all) {
    if (all.stream().mapToInt(NearestStatements::length).sum() <= MOST) {
      return all;
    }
    var nearest = new ArrayList<Answer>();
    int left = MOST;
    for (Answer answer :
        all.stream().sorted(Comparator.comparingInt(one -> -alike(one))).toList()) {
      left -= length(answer);
      if (left < 0 && !nearest.isEmpty()) {
        break;
      }
      nearest.add(answer);
    }
    return nearest;
  }

  private static int length(Answer answer) {
    return answer.statement().conditions().stream()
        .flatMap(condition -> condition.expected().stream())
        .mapToInt(String::length)
        .sum();
  }

  /**
   * How many characters a value has in common with the start of the job's subject, in any letter
   * case.
   */
  private int alike(Answer answer) {
    return answer.statement().conditions().stream()
        .filter(condition -> request.claimIn(condition).equals("sub"))
        .map(Condition::expected)
        .flatMap(List::stream)
        .mapToInt(this::beginsAlike)
        .max()
        .orElse(0);
  }

  private int beginsAlike(String value) {
    String subject = request.claims().subject();
    int same = 0;
    while (same < Math.min(value.length(), subject.length())
        && Character.toLowerCase(value.charAt(same))
            == Character.toLowerCase(subject.charAt(same))) {
      same++;
    }
    return same;
  }
}
