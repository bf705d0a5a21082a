package io.github.rolecall.session;

import io.github.rolecall.model.CallerIdentity;

/**
 * A verified session: credentials, whose they are as an answer of STS has proven it, after every
 * guard has passed. Only {@code Assume} makes one, and exporters accept nothing else, so that
 * nothing can be exported before it is verified.
 *
 * @param identity for a role, the very role and session that were asked for
 * @param origin where the credentials come from; those that the environment already had need not be
 *     exported again
 */
public record Assumed(
    SessionCredentials credentials, CallerIdentity identity, String region, Origin origin) {
  /** Refuses blank parts, which would unset variables instead of setting them. */
  public Assumed {
    credentials.requireNoBlankPart();
  }

  /** Whether later steps would not have these credentials anyway. */
  public boolean isNew() {
    return origin == Origin.ROLE || origin == Origin.GIVEN;
  }

  /** Who it is, and until when. */
  public String describe() {
    return identity.arn() + credentials.expires().map(at -> ", valid until " + at).orElse("");
  }

  /** How the credentials came to be. */
  public enum Origin {
    /** A role was assumed. */
    ROLE,
    /** The user gave keys, or named a profile, and no role. */
    GIVEN,
    /** They were in the environment, and no role was asked for. */
    AMBIENT,
    /** They were in the environment, and the user wants them kept. */
    KEPT
  }
}
