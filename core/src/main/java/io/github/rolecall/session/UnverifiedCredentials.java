package io.github.rolecall.session;

/**
 * Credentials as their source returned them: no role was assumed with them, and STS was not asked
 * for their identity. {@code rolecall export} prints them, as the AWS CLI does. No exporter accepts
 * them.
 */
public record UnverifiedCredentials(SessionCredentials credentials, String region) {
  /** Refuses empty parts, which would unset variables instead of setting them. */
  public UnverifiedCredentials {
    credentials.requireNoBlankPart();
  }
}
