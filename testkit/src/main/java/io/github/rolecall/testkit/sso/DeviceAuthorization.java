package io.github.rolecall.testkit.sso;

import java.time.Duration;
import java.time.Instant;

/** A device that waits for its user, and how often it has asked. */
final class DeviceAuthorization {
  /** What the user has said so far. */
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
    // One try at once is usual: the client may be authorized already. The second comes at once too.
    this.next = now.minus(interval);
  }

  synchronized void decide(Decision said) {
    decision = said;
  }

  /**
   * Takes the code if the user has approved it.
   *
   * @throws OidcError when it cannot be had now, or ever
   */
  synchronized void redeem(Instant now) {
    if (used) {
      throw OidcError.of("invalid_grant", "Invalid grant provided");
    }
    if (!now.isBefore(expires)) {
      throw OidcError.of("expired_token", "Device code has expired");
    }
    boolean early = now.isBefore(next);
    // RFC 8628, 3.5: who is too fast has to wait five seconds longer, now and later.
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
