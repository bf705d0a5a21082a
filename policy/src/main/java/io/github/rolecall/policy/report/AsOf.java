package io.github.rolecall.policy.report;

import io.github.rolecall.model.Claims;
import java.time.Instant;
import java.util.Optional;

/**
 * The time of a verdict.
 *
 * @param past why it is not the present; empty: it is the present
 */
public record AsOf(Instant time, Optional<String> past) {

  /** The present, in whole seconds, like the times of tokens. */
  public static AsOf now(Instant now) {
    return new AsOf(Instant.ofEpochSecond(now.getEpochSecond()), Optional.empty());
  }

  /**
   * The time when an expired token was valid: users ask why a job was refused. A token without a
   * start time is judged at its last second.
   */
  public static AsOf validityOf(Claims claims, Instant now) {
    Instant end = claims.expires().orElse(Instant.MAX);
    if (now.isBefore(end)) {
      return now(now);
    }
    Optional<Instant> issued = claims.time("iat").filter(end::isAfter);
    Optional<Instant> valid = claims.time("nbf").filter(end::isAfter);
    Optional<Instant> later = valid.filter(from -> issued.filter(from::isAfter).isPresent());
    if (issued.isPresent() && later.isEmpty()) {
      return new AsOf(issued.get(), Optional.of("when the token was issued"));
    }
    return valid
        .map(from -> new AsOf(from, Optional.of("when the token became valid")))
        .orElseGet(() -> new AsOf(end.minusSeconds(1), Optional.of("before the token expired")));
  }
}
