package io.github.rolecall.http;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How long a server asks clients to wait.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#name-retry-after">RFC 9110, Retry-After</a>
 */
public final class RetryAfter {
  private RetryAfter() {}

  /**
   * Returns the wait from now on; empty when the header is missing or not readable. A time is
   * compared with the answer's own Date, as the clock of this machine may be wrong. Without a Date
   * it is ignored.
   */
  public static Optional<Duration> of(Http.Answer answer) {
    return answer.header("retry-after").map(String::strip).flatMap(text -> of(text, answer));
  }

  private static Optional<Duration> of(String text, Http.Answer answer) {
    // More digits would be more than a year, and would not fit.
    if (text.matches("0*\\d{1,8}")) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
    }
    Optional<Instant> now = answer.date();
    Optional<Instant> then = Http.Answer.time(text);
    return now.isPresent() && then.isPresent()
        ? Optional.of(Duration.between(now.get(), then.get())).filter(wait -> !wait.isNegative())
        : Optional.empty();
  }
}
