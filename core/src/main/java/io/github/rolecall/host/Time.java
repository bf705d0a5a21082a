package io.github.rolecall.host;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * The clock, the wait for a later time, the chance that spreads waits, and the end of a run.
 *
 * @param clock of this machine, right or wrong: {@link Host#clock} is corrected
 * @param random from 0 inclusive to 1 exclusive, for jitter
 * @param nanos nanoseconds that only ever pass, while a clock may be set in the middle of a run
 */
public record Time(
    Clock clock, Sleeper sleeper, DoubleSupplier random, LongSupplier nanos, Deadline deadline) {
  /** Time of a run that has not begun, where time passes as this clock says. */
  public Time(Clock clock, Sleeper sleeper, DoubleSupplier random) {
    this(
        clock,
        sleeper,
        random,
        () -> ChronoUnit.NANOS.between(Instant.EPOCH, clock.instant()),
        new Deadline(Deadline.STANDARD));
  }

  /** The time as it passes. */
  static Time system() {
    return new Time(
        Clock.systemUTC(),
        Time::sleep,
        () -> ThreadLocalRandom.current().nextDouble(),
        System::nanoTime,
        new Deadline(Deadline.STANDARD));
  }

  /** The same for another run. */
  Time anew() {
    return with(new Deadline(Deadline.STANDARD));
  }

  /** The same with another end. */
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
