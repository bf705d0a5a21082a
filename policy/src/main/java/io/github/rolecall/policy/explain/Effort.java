package io.github.rolecall.policy.explain;

import static io.github.rolecall.policy.Placeholders.fill;

import io.github.rolecall.policy.TrustPolicy;
import io.github.rolecall.policy.repair.Witnesses;

/**
 * Limits how many changes of a policy are tried, so that any policy is explained in less than a
 * second. It counts comparisons instead of time, so that the same input has the same answer on
 * every machine.
 */
final class Effort {
  /** The limit of comparisons between a witness and a value of the policy. */
  private static final long MOST = 250_000;

  /** The longest policy, in characters, for which changes are tried: twice what IAM saves. */
  private static final int LONGEST = 2 * TrustPolicy.LONGEST;

  private final TrustPolicy policy;
  private final long values;
  private long left = MOST;

  Effort(TrustPolicy policy) {
    this.policy = policy;
    values =
        policy.statements().stream()
            .flatMap(statement -> statement.conditions().stream())
            .mapToLong(condition -> 1 + condition.expected().size())
            .sum();
  }

  /** Whether changes of the policy can be tried: every job that it allows is a witness. */
  boolean suffices() {
    return policy.length() <= LONGEST && values * values <= MOST;
  }

  /** Uses the effort to ask all witnesses this many times; false if not enough is left. */
  boolean take(Witnesses witnesses, int times) {
    left -= times * values * witnesses.all().size();
    return left >= 0;
  }

  /** Why no change was tried. */
  String why() {
    return fill(
        "The policy has %s characters and %s values, so it would take too long to find"
            + " a change. Explain only the statement for this job, in a separate policy.",
        String.valueOf(policy.length()), String.valueOf(values));
  }
}
