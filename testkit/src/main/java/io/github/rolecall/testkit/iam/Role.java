package io.github.rolecall.testkit.iam;

import java.time.Duration;

/**
 * An IAM role. It has no permissions here, only a trust policy and a maximum session duration.
 *
 * @param arn the role's ARN, which may contain a path
 * @param trust the trust policy
 * @param maxSessionDuration 1 to 12 hours
 */
public record Role(Arn arn, TrustPolicy trust, Duration maxSessionDuration) {
  private static final Duration SHORTEST_MAXIMUM = Duration.ofHours(1);
  private static final Duration LONGEST_MAXIMUM = Duration.ofHours(12);

  /**
   * Checks what IAM checks when a role is created.
   *
   * @throws IllegalArgumentException when IAM would reject the role
   */
  public Role {
    if (!arn.service().equals("iam") || !arn.resource().startsWith("role/")) {
      throw new IllegalArgumentException("not the ARN of a role: " + arn);
    }
    if (maxSessionDuration.compareTo(SHORTEST_MAXIMUM) < 0
        || maxSessionDuration.compareTo(LONGEST_MAXIMUM) > 0) {
      throw new IllegalArgumentException(
          "maxSessionDuration of " + arn + " is not 3600 to 43200 seconds");
    }
  }

  /**
   * Creates a role with the default maximum session duration of one hour.
   *
   * @param arn the role's ARN
   * @param trustPolicy the trust policy as JSON
   */
  public static Role of(String arn, String trustPolicy) {
    return new Role(Arn.parse(arn), TrustPolicy.parse(trustPolicy), SHORTEST_MAXIMUM);
  }

  /** This role with another maximum session duration. */
  public Role withMaxSessionDuration(Duration maximum) {
    return new Role(arn, trust, maximum);
  }

  /** The role's unique identifier, {@code AROA…}. */
  public String id() {
    return UniqueId.of("AROA", arn);
  }
}
