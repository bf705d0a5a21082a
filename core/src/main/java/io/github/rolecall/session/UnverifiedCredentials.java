package io.github.rolecall.session;

/**
 * Credentials as their source gave them: no role was assumed for them, and AWS was not asked whose
 * they are. {@code rolecall export} prints them, as the AWS CLI does; no exporter takes them.
 */
public record UnverifiedCredentials(SessionCredentials credentials, String region) {
  /** Refuses blank parts, which would unset variables instead of setting them. */
  public UnverifiedCredentials {
    credentials.requireNoBlankPart();
  }
}
