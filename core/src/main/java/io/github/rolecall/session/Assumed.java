package io.github.rolecall.session;

import io.github.rolecall.model.CallerIdentity;

/**
 * A verified session: credentials and their identity, which STS confirmed, after every guard has
 * passed. Only {@code Assume} makes one, and exporters accept nothing else, so that nothing can be
 * exported before it is verified.
 *
 * @param identity for a role, exactly the role and session that were requested
 * @param origin where the credentials come from; those already in the environment need no new
 *     export
 * @param tagsDropped whether the session has no droppable tags, because it was too large with them
 */
public record Assumed(
    SessionCredentials credentials,
    CallerIdentity identity,
    String region,
    Origin origin,
    boolean tagsDropped) {
  /** Refuses empty parts, which would unset variables instead of setting them. */
  public Assumed {
    credentials.requireNoBlankPart();
  }

  /** Returns whether later steps would not have these credentials anyway. */
  public boolean isNew() {
    return origin == Origin.ROLE || origin == Origin.GIVEN;
  }

  /** Describes the identity and the expiry. */
  public String describe() {
    return identity.arn() + credentials.expires().map(at -> ", valid until " + at).orElse("");
  }

  /** How the run got the credentials. */
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
