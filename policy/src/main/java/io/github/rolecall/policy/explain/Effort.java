package io.github.rolecall.policy.explain;

import static io.github.rolecall.policy.Placeholders.fill;

import io.github.rolecall.policy.TrustPolicy;
import io.github.rolecall.policy.repair.Witnesses;

/**
 * What may still be tried on a policy, so that any policy is explained in less than a second. It is
 * counted and not measured: the same input has the same answer on every machine.
 */
final class Effort {
  /** Times that a witness is compared with a value of the policy. */
  private static final long MOST = 250_000;

  /** Characters of a policy: twice what IAM saves. */
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

  /** Whether changes of the policy can be tried at all: everybody whom it lets in is a witness. */
  boolean suffices() {
    return policy.length() <= LONGEST && values * values <= MOST;
  }

  /** Takes the effort of asking all witnesses so many times; false if it is not left. */
  boolean take(Witnesses witnesses, int times) {
    left -= times * values * witnesses.all().size();
    return left >= 0;
  }

  /** Why nothing was tried. */
  String why() {
    return fill(
        "The policy has %s characters and %s values, so it would take too long to find"
            + " a change. Explain only the statement for this job, in a separate policy.",
        policy.length(), values);
  }
}
