package io.github.rolecall.host;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;

/**
 * The clock, the wait for a later time, the chance that spreads waits, and the end of a run.
 *
 * @param random from 0 inclusive to 1 exclusive, for jitter
 */
public record Time(Clock clock, Sleeper sleeper, DoubleSupplier random, Deadline deadline) {
  /** Time of a run that has not begun. */
  public Time(Clock clock, Sleeper sleeper, DoubleSupplier random) {
    this(clock, sleeper, random, new Deadline(Deadline.STANDARD));
  }

  /** The time as it passes. */
  static Time system() {
    return new Time(Clock.systemUTC(), Time::sleep, () -> ThreadLocalRandom.current().nextDouble());
  }

  /** The same for another run. */
  Time anew() {
    return new Time(clock, sleeper, random);
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
