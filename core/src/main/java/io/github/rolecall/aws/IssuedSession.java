package io.github.rolecall.aws;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an answer of STS says of a session, before anybody has looked whether it is all there and
 * what was asked for: that is for {@link Proof} to say.
 *
 * @param date when the answer was written, by the clock of the server
 */
record IssuedSession(
    @Nullable String accessKeyId,
    @Nullable String secretAccessKey,
    @Nullable String sessionToken,
    Optional<Instant> expiration,
    @Nullable String arn,
    @Nullable String assumedRoleId,
    Optional<Instant> date) {

  /** Without the credentials. */
  @Override
  public String toString() {
    return String.valueOf(arn);
  }
}
