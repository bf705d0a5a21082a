package io.github.rolecall.host;

import io.github.rolecall.problem.Problem;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The tries of one call so far, and when the next one is made. A wait is drawn anew between nothing
 * and a ceiling that triples from one second to ten, so that jobs which start together do not come
 * back together. {@code StormTest} measures it: docs/reliability.md.
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

  /** What a try needs at the end of a run: one that is cut off helps nobody. */
  private static final Duration TIME_FOR_A_TRY = Duration.ofSeconds(1);

  /** What is left of a time when it is as good as over, so that tries do not crowd at its end. */
  private static final Duration NOTHING = Duration.ofMillis(100);

  private final Retry retry;
  private final Time time;
  private final long start;
  private Duration ceiling = FIRST_CEILING;
  private int made;
  private boolean corrected;

  /** From now on. */
  Tries(Retry retry, Time time) {
    this.retry = retry;
    this.time = time;
    this.start = time.nanos().getAsLong();
  }

  /** How many there were. */
  int made() {
    return made;
  }

  /**
   * One more has failed.
   *
   * @param asked how long the server asks to be left alone
   * @return how long to wait for the next; empty when there is none
   */
  Optional<Duration> next(Problem.Repeat repeat, Optional<Duration> asked) {
    made++;
    int attempts = corrected ? made - 1 : made;
    // A request with another signature is not a repetition: decision 81.
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

  /** Of this budget, what the time until now and the run have left. */
  private Duration left(Duration budget) {
    return Collections.min(List.of(after(budget), ofRun()));
  }

  private Duration after(Duration budget) {
    return budget.minusNanos(time.nanos().getAsLong() - start);
  }

  /** Until the last try can begin; a run without a limit asks as long as one with the standard. */
  private Duration ofRun() {
    Deadline run = time.deadline();
    Duration whole = run.limit().isZero() ? Deadline.STANDARD : run.limit();
    return Collections.min(List.of(after(whole), run.left())).minus(TIME_FOR_A_TRY);
  }

  /** Once: who says another time with each answer would be asked for ever. */
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
