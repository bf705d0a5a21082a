package io.github.rolecall.aws;

import io.github.rolecall.CallerIdentity;
import io.github.rolecall.Secret;
import io.github.rolecall.SessionCredentials;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an answer says of a session, before anybody has looked whether it is all there. */
record IssuedSession(
    @Nullable String accessKeyId,
    @Nullable String secretAccessKey,
    @Nullable String sessionToken,
    @Nullable Instant expiration,
    @Nullable String arn,
    @Nullable String assumedRoleId) {

  /** The session, if nothing is missing. */
  Optional<Session> whole() {
    if (accessKeyId == null
        || secretAccessKey == null
        || sessionToken == null
        || arn == null
        || assumedRoleId == null) {
      return Optional.empty();
    }
    // arn:partition:sts::account:assumed-role/Name/session
    String[] parts = arn.split(":", -1);
    if (parts.length < 6) {
      return Optional.empty();
    }
    return Optional.of(
        new Session(
            new SessionCredentials(
                accessKeyId,
                new Secret(secretAccessKey),
                Optional.of(new Secret(sessionToken)),
                Optional.ofNullable(expiration)),
            new CallerIdentity(parts[4], arn, assumedRoleId)));
  }

  /** Without the credentials. */
  @Override
  public String toString() {
    return String.valueOf(arn);
  }
}
