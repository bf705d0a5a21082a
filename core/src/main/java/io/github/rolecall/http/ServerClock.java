package io.github.rolecall.http;

import io.github.rolecall.problem.ClockSkew;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The time of the servers: the clock of this machine, corrected by its error. The error comes from
 * the {@code Date} of the last answer over TLS, so that no attacker in the network can change this
 * clock. Before the first answer, it is the clock of this machine.
 */
public final class ServerClock extends Clock {
  /** A {@code Date} has whole seconds, and synchronized clocks differ by less than one second. */
  private static final Duration TOLERATED = Duration.ofSeconds(2);

  private final Clock machine;
  private final AtomicReference<Optional<ClockSkew>> skew;

  /** Uses the clock of this machine until a server answers. */
  public ServerClock(Clock machine) {
    this(machine, new AtomicReference<>(Optional.empty()));
  }

  private ServerClock(Clock machine, AtomicReference<Optional<ClockSkew>> skew) {
    this.machine = machine;
    this.skew = skew;
  }

  /** Returns the clock of this machine, right or wrong. */
  Clock machine() {
    return machine;
  }

  /** Returns the error of this machine's clock; empty while no server has sent the time. */
  public Optional<ClockSkew> skew() {
    return Objects.requireNonNull(skew.get());
  }

  /**
   * Compares the clock with that of a server, if its answer can be trusted.
   *
   * @param asked when the request started, by the clock of this machine
   */
  void compare(String server, URI address, Instant asked, Http.Answer answer) {
    // A cached answer has the time when it was cached.
    if ("https".equals(address.getScheme()) && answer.header("age").isEmpty()) {
      answer.date().ifPresent(date -> compare(server, date, asked));
    }
  }

  /**
   * The answer was written between the request and now. Only a difference beyond that is an error.
   */
  private void compare(String server, Instant date, Instant asked) {
    Instant now = machine.instant();
    Instant nearest = date.isBefore(asked) ? asked : date.isAfter(now) ? now : date;
    boolean equal = Duration.between(date, nearest).abs().compareTo(TOLERATED) < 0;
    skew.set(Optional.of(new ClockSkew(server, date, equal ? date : nearest)));
  }

  @Override
  public Instant instant() {
    return machine.instant().minus(ahead());
  }

  /**
   * Returns what the clock of this machine will show at a moment, for code that compares it with
   * that.
   */
  public Instant shownHere(Instant moment) {
    return moment.plus(ahead());
  }

  private Duration ahead() {
    return skew().map(ClockSkew::ahead).orElse(Duration.ZERO);
  }

  @Override
  public ZoneId getZone() {
    return machine.getZone();
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return new ServerClock(machine.withZone(zone), skew);
  }
}
