package io.github.rolecall.policy.report;

import io.github.rolecall.model.IsoTime;
import io.github.rolecall.policy.Verdict;
import io.github.rolecall.policy.explain.Explanation;
import java.util.Optional;

/**
 * The verdict, in words.
 *
 * @param reason one sentence
 * @param asOf the time for which it is given
 */
public record Answer(Verdict verdict, String reason, AsOf asOf) {

  static Answer of(Explanation explanation, AsOf asOf) {
    boolean policy = explanation.evaluation().isPresent();
    return new Answer(explanation.verdict(), reason(explanation.verdict(), policy), asOf);
  }

  private static String reason(Verdict verdict, boolean policy) {
    return switch (verdict) {
      case ALLOWED -> "AWS would allow this job to assume the role.";
      case DENIED ->
          policy
              ? "AWS would deny the request, for the reasons below."
              : "AWS would reject this token with any trust policy.";
      case UNKNOWN ->
          policy
              ? "It depends on values that only AWS knows, see below."
              : "There is no trust policy to compare. Set trust-policy to a file, or"
                  + " policy-profile to a profile that can read the policy.";
    };
  }

  /** A sentence that says that the verdict is for a time in the past. */
  public Optional<String> note() {
    return asOf.past().map(why -> "Evaluated at " + IsoTime.write(asOf.time()) + ", " + why + ".");
  }
}
