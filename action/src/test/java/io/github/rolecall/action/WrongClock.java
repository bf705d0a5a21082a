package io.github.rolecall.action;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * The clocks of AWS and of the machine. Both keep running.
 *
 * @param aws the difference between AWS and the real time
 * @param ahead how far the machine is ahead of AWS
 */
record WrongClock(String name, Duration aws, Duration ahead) {
  static final WrongClock RIGHT = ahead("right", "PT0S");

  /** The last second that 32 bits can hold, counted from 1970. */
  private static final Instant FULL = Instant.parse("2038-01-19T03:14:07Z");

  /** Makes clocks where AWS has the real time. */
  static WrongClock ahead(String name, String duration) {
    return new WrongClock(name, Duration.ZERO, Duration.parse(duration));
  }

  /** Makes clocks where AWS has the real time, and the machine has this time. */
  static WrongClock at(String name, Instant machine) {
    return new WrongClock(name, Duration.ZERO, Duration.between(Instant.now(), machine));
  }

  /** Makes clocks where AWS is in 2038, this long after the last second that 32 bits can hold. */
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
