package io.github.rolecall.action;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * What time it is at AWS, and what the machine takes it for. Both clocks go on.
 *
 * @param aws how far AWS is from today
 * @param ahead how far the machine is ahead of AWS
 */
record WrongClock(String name, Duration aws, Duration ahead) {
  static final WrongClock RIGHT = ahead("right", "PT0S");

  /** The second in which 32 bits of seconds since 1970 are full. */
  private static final Instant FULL = Instant.parse("2038-01-19T03:14:07Z");

  /** AWS has the time of today. */
  static WrongClock ahead(String name, String duration) {
    return new WrongClock(name, Duration.ZERO, Duration.parse(duration));
  }

  /** AWS has the time of today, and the machine that one. */
  static WrongClock at(String name, Instant machine) {
    return new WrongClock(name, Duration.ZERO, Duration.between(Instant.now(), machine));
  }

  /** AWS is in 2038, this long after the second that is the last for 32 bits. */
  static WrongClock in2038(String name, String later, String ahead) {
    return new WrongClock(
        name,
        Duration.between(Instant.now(), FULL).plus(Duration.parse(later)),
        Duration.parse(ahead));
  }

  Clock ofAws() {
    return Clock.offset(Clock.systemUTC(), aws);
  }

  Clock ofMachine() {
    return Clock.offset(ofAws(), ahead);
  }

  @Override
  public String toString() {
    return name;
  }
}
