package io.github.rolecall.ci;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.rolecall.host.Host;
import io.github.rolecall.jackson.JsonReader;
import io.github.rolecall.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The token with which a GitHub job requests its ID tokens. GitHub issues it once, at the start of
 * the job.
 *
 * @param starts when it was issued
 * @param ends when it expires
 */
record RequestToken(Instant starts, Instant ends) {
  /** The default of {@code timeout-minutes}: 360. No variable says what the workflow sets. */
  private static final Duration LONGEST_JOB = Duration.ofHours(6);

  /** The year 9999: what is beyond is no time. */
  private static final long LATEST = 253_402_300_799L;

  /**
   * Reads the claims; empty where the token has another form, as servers like GitHub's may have.
   */
  static Optional<RequestToken> of(Host host) {
    return host.variable("ACTIONS_ID_TOKEN_REQUEST_TOKEN")
        .flatMap(RequestToken::claims)
        .flatMap(
            claims ->
                time(claims, "exp")
                    .map(
                        end ->
                            new RequestToken(
                                time(claims, "iat").orElse(host.clock().instant()), end)));
  }

  private static Optional<JsonValue> claims(String token) {
    String[] parts = token.split("\\.", -1);
    try {
      return parts.length == 3
          ? JsonReader.object(new String(Base64.getUrlDecoder().decode(parts[1]), UTF_8))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Optional<Instant> time(JsonValue claims, String name) {
    OptionalLong seconds = claims.path(name).wholeNumber();
    return seconds.isPresent() && Math.abs(seconds.getAsLong()) < LATEST
        ? Optional.of(Instant.ofEpochSecond(seconds.getAsLong()))
        : Optional.empty();
  }

  /** Returns a warning if the job may last longer than the token. */
  Optional<String> endsEarly() {
    return ends.isBefore(starts.plus(LONGEST_JOB))
        ? Optional.of(
            "GitHub issues tokens to this job until "
                + ends
                + ". Credentials cannot be renewed after that, but the job may last longer:"
                + " without timeout-minutes, jobs end after 360 minutes.")
        : Optional.empty();
  }
}
