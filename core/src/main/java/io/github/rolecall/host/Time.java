package io.github.rolecall.host;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;

/**
 * The clock, the wait for a later time, and the chance that spreads waits.
 *
 * @param random from 0 inclusive to 1 exclusive, for jitter
 */
public record Time(Clock clock, Sleeper sleeper, DoubleSupplier random) {
  /** The time as it passes. */
  static final Time SYSTEM =
      new Time(Clock.systemUTC(), Time::sleep, () -> ThreadLocalRandom.current().nextDouble());

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
