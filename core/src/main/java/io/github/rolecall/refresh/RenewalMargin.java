package io.github.rolecall.refresh;

import java.time.Duration;
import java.time.Instant;

/** How long before their end credentials are renewed. */
public final class RenewalMargin {
  /**
   * The margin for processes that share a cache. The AWS CLI and boto3 ask for new credentials when
   * 15 minutes or less are left, and ask again at every call while they get the old ones.
   */
  public static final Duration OF_PROCESSES = Duration.ofMinutes(16);

  private RenewalMargin() {}

  /**
   * Returns the time from which credentials are renewed: the margin before their end. A session
   * that is shorter than three margins would be renewed for most of its life, so it is renewed when
   * a quarter of it is left.
   */
  public static Instant renewAt(Instant issued, Instant expires, Duration margin) {
    Duration session = Duration.between(issued, expires);
    boolean brief = session.compareTo(margin.multipliedBy(3)) < 0;
    Duration left = brief ? session.dividedBy(4) : margin;
    return left.isNegative() ? expires : expires.minus(left);
  }
}
