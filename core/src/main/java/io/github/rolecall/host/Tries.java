package io.github.rolecall.host;

import io.github.rolecall.problem.Problem;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The attempts of one call, and the time of the next one. A wait is random between zero and a
 * ceiling, which triples from 1 s up to 10 s, so that jobs that start together do not retry
 * together. {@code StormTest} measures it: docs/reliability.md.
 *
 * @see <a href="https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/">AWS on
 *     back-off and jitter</a>
 */
final class Tries {
  private static final Duration FIRST_CEILING = Duration.ofSeconds(1);
  private static final int GROWTH = 3;
  private static final Duration LAST_CEILING = Duration.ofSeconds(10);

  private static final int BRIEF_ATTEMPTS = 3;
  private static final Duration BRIEF_CEILING = Duration.ofMillis(1500);
  private static final Duration BRIEF_BUDGET = Duration.ofSeconds(5);

  /** The time that an attempt needs before the end of a run: an interrupted attempt is useless. */
  private static final Duration TIME_FOR_A_TRY = Duration.ofSeconds(1);

  /** A remaining time that counts as zero, so that attempts do not crowd at the end. */
  private static final Duration NOTHING = Duration.ofMillis(100);

  private final Retry retry;
  private final Time time;
  private final long start;
  private Duration ceiling = FIRST_CEILING;
  private int made;
  private boolean corrected;

  /** Starts now. */
  Tries(Retry retry, Time time) {
    this.retry = retry;
    this.time = time;
    this.start = time.nanos().getAsLong();
  }

  /** Returns the number of attempts. */
  int made() {
    return made;
  }

  /**
   * Records a failed attempt.
   *
   * @param asked how long the server asks to wait
   * @return how long to wait for the next attempt; empty when there is none
   */
  Optional<Duration> next(Problem.Repeat repeat, Optional<Duration> asked) {
    made++;
    int attempts = corrected ? made - 1 : made;
    // A request with another signature is not a retry: decision 81.
    if (repeat != Problem.Repeat.AT_ONCE && attempts >= retry.attempts()) {
      return Optional.empty();
    }
    return switch (repeat) {
      case NEVER -> Optional.empty();
      case AT_ONCE -> atOnce();
      case BRIEFLY -> attempts >= BRIEF_ATTEMPTS ? Optional.empty() : briefly(left(BRIEF_BUDGET));
      case WITHIN_BUDGET -> within(left(retry.budget()), asked);
      case WHILE_TIME_IS_LEFT -> within(ofRun(), asked);
    };
  }

  /** Returns the rest of this budget, within the time limit of the run. */
  private Duration left(Duration budget) {
    return Collections.min(List.of(after(budget), ofRun()));
  }

  private Duration after(Duration budget) {
    return budget.minusNanos(time.nanos().getAsLong() - start);
  }

  /**
   * Returns the time until the last attempt can start. A run without a limit uses the default
   * limit.
   */
  private Duration ofRun() {
    Deadline run = time.deadline();
    Duration whole = run.limit().isZero() ? Deadline.STANDARD : run.limit();
    return Collections.min(List.of(after(whole), run.left())).minus(TIME_FOR_A_TRY);
  }

  /**
   * Retries once: a server that returns another time with each answer would cause endless retries.
   */
  private Optional<Duration> atOnce() {
    boolean first = !corrected;
    corrected = true;
    return first && !ofRun().isNegative() ? Optional.of(Duration.ZERO) : Optional.empty();
  }

  private Optional<Duration> briefly(Duration left) {
    Duration wait = drawn(BRIEF_CEILING.multipliedBy(made));
    return wait.compareTo(left) <= 0 ? Optional.of(wait) : Optional.empty();
  }

  private Optional<Duration> within(Duration left, Optional<Duration> asked) {
    if (left.compareTo(NOTHING) < 0) {
      return Optional.empty();
    }
    Duration least = Collections.min(List.of(asked.orElse(Duration.ZERO), left));
    Duration wait = least.plus(drawn(Collections.min(List.of(ceiling, left.minus(least)))));
    ceiling = Collections.min(List.of(ceiling.multipliedBy(GROWTH), LAST_CEILING));
    return Optional.of(wait);
  }

  private Duration drawn(Duration longest) {
    return Duration.ofMillis((long) (time.random().getAsDouble() * longest.toMillis()));
  }
}
