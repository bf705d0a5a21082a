package io.github.rolecall.policy.report;

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
      case ALLOWED -> "This trust policy lets this job have the role.";
      case DENIED ->
          policy
              ? "AWS would refuse, for the reasons below."
              : "AWS would refuse this token whatever the trust policy says.";
      case UNKNOWN ->
          policy
              ? "It depends on what only AWS sees, see below."
              : "No trust policy was given. Set trust-policy to its file, or policy-profile to a"
                  + " profile that can read it.";
    };
  }

  /** That the verdict is not one of today, in one sentence. */
  public Optional<String> note() {
    return asOf.past().map(why -> "Judged as of " + asOf.time() + ", " + why + ".");
  }
}
