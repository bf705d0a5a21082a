package io.github.rolecall.refresh;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A renewal that failed, and the time from which it is tried again. Clients ask at every call once
 * their credentials are about to end: without a pause, each would wait for the same failure.
 */
record FailedRenewal(Instant retryAt, String code, String reason) {
  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final Duration SHORTEST = Duration.ofSeconds(1);

  /** When nothing valid is left, a user waits for the next attempt. */
  private static final Duration WITHOUT_CREDENTIALS = Duration.ofSeconds(5);

  /**
   * Makes one.
   *
   * @param expires the end of the credentials that are left; empty: there are none
   */
  static FailedRenewal of(String code, String reason, Instant now, Optional<Instant> expires) {
    Duration pause =
        expires
            .map(end -> Duration.between(now, end).dividedBy(4))
            .map(quarter -> quarter.compareTo(LONGEST) < 0 ? quarter : LONGEST)
            .map(shorter -> shorter.compareTo(SHORTEST) < 0 ? SHORTEST : shorter)
            .orElse(WITHOUT_CREDENTIALS);
    return new FailedRenewal(now.plus(pause), code, reason.replaceAll("\\s+", " "));
  }

  static Optional<FailedRenewal> parse(String text, String key) {
    List<String> lines = text.lines().toList();
    if (lines.size() != 4 || !lines.get(3).equals(key)) {
      return Optional.empty();
    }
    return CachedCredentials.time(lines.get(0))
        .map(retryAt -> new FailedRenewal(retryAt, lines.get(1), lines.get(2)));
  }

  String text(String key) {
    // Rounded up, so that no pause ends before it began.
    long seconds = retryAt.plusMillis(999).getEpochSecond();
    return String.join("\n", String.valueOf(seconds), code, reason, key) + "\n";
  }

  /** Returns whether it is too early to try again. A clock that was set back ends the pause. */
  boolean pauses(Instant now) {
    return now.isBefore(retryAt) && !retryAt.isAfter(now.plus(LONGEST).plus(SHORTEST));
  }
}
