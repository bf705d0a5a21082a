package io.github.rolecall.host;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * The clock, the wait, the randomness of waits, and the time limit of a run.
 *
 * @param clock the clock of this machine, right or wrong: {@link Host#clock} is corrected
 * @param random from 0 inclusive to 1 exclusive, for jitter
 * @param nanos elapsed nanoseconds, which always increase, while a clock may be set during a run
 */
public record Time(
    Clock clock, Sleeper sleeper, DoubleSupplier random, LongSupplier nanos, Deadline deadline) {
  /** Makes the time of a new run, whose elapsed time comes from this clock. */
  public Time(Clock clock, Sleeper sleeper, DoubleSupplier random) {
    this(
        clock,
        sleeper,
        random,
        () -> ChronoUnit.NANOS.between(Instant.EPOCH, clock.instant()),
        new Deadline(Deadline.STANDARD));
  }

  /** Returns the real time. */
  static Time system() {
    return new Time(
        Clock.systemUTC(),
        Time::sleep,
        () -> ThreadLocalRandom.current().nextDouble(),
        System::nanoTime,
        new Deadline(Deadline.STANDARD));
  }

  /** Returns the same for another run. */
  Time anew() {
    return with(new Deadline(Deadline.STANDARD));
  }

  /** Returns the same with another time limit. */
  Time with(Deadline other) {
    return new Time(clock, sleeper, random, nanos, other);
  }

  /** Waits. */
  @FunctionalInterface
  public interface Sleeper {
    void sleep(Duration duration);
  }

  private static void sleep(Duration duration) {
    try {
      Thread.sleep(duration.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting", e);
    }
  }
}
