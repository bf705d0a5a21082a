package io.github.rolecall.testkit.sso;

import java.time.Duration;
import java.time.Instant;

/** A device authorization that waits for its user, and its polling interval. */
final class DeviceAuthorization {
  /** The decision of the user so far. */
  enum Decision {
    PENDING,
    APPROVED,
    DENIED
  }

  final Client client;
  final String userCode;
  final Instant expires;
  private Decision decision = Decision.PENDING;
  private Duration interval;
  private Instant next;
  private boolean used;

  DeviceAuthorization(
      Client client, String userCode, Instant expires, Duration interval, Instant now) {
    this.client = client;
    this.userCode = userCode;
    this.expires = expires;
    this.interval = interval;
    // Permits two immediate polls: clients usually poll once before they wait, and the user may
    // have approved already.
    this.next = now.minus(interval);
  }

  synchronized void decide(Decision said) {
    decision = said;
  }

  /**
   * Redeems the device code if the user has approved it.
   *
   * @throws OidcError when the code cannot be redeemed now, or at all
   */
  synchronized void redeem(Instant now) {
    if (used) {
      throw OidcError.of("invalid_grant", "Invalid grant provided");
    }
    if (!now.isBefore(expires)) {
      throw OidcError.of("expired_token", "Device code has expired");
    }
    boolean early = now.isBefore(next);
    // RFC 8628, 3.5: after slow_down, the interval is five seconds longer for all later polls.
    interval = early ? interval.plusSeconds(5) : interval;
    next =
        (early ? now : next.isBefore(now.minus(interval)) ? now.minus(interval) : next)
            .plus(interval);
    if (early) {
      throw OidcError.of("slow_down", "Polling too often");
    }
    if (decision == Decision.DENIED) {
      throw OidcError.of("access_denied", "User denied the authorization request");
    }
    if (decision == Decision.PENDING) {
      throw OidcError.of("authorization_pending", "Authorization is still pending");
    }
    used = true;
  }
}
