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
 * The time as the servers of a run have it: the clock of this machine, less what it is wrong by.
 * That is known from the {@code Date} of the last answer that came over TLS, so that nobody on the
 * way can set this clock; until there is one, this machine is believed.
 */
public final class ServerClock extends Clock {
  /** A {@code Date} has whole seconds, and clocks that are kept right differ by less than one. */
  private static final Duration TOLERATED = Duration.ofSeconds(2);

  private final Clock machine;
  private final AtomicReference<Optional<ClockSkew>> skew;

  /** On a machine with this clock, which has not been compared with another one. */
  public ServerClock(Clock machine) {
    this(machine, new AtomicReference<>(Optional.empty()));
  }

  private ServerClock(Clock machine, AtomicReference<Optional<ClockSkew>> skew) {
    this.machine = machine;
    this.skew = skew;
  }

  /** The clock of this machine, right or wrong. */
  Clock machine() {
    return machine;
  }

  /** How wrong this machine is; empty while no server has said what time it is. */
  public Optional<ClockSkew> skew() {
    return Objects.requireNonNull(skew.get());
  }

  /**
   * Compares the clock with that of a server, if its answer can be believed.
   *
   * @param asked when the question was begun, by the clock of this machine
   */
  void compare(String server, URI address, Instant asked, Http.Answer answer) {
    // What a cache kept is of the time when it was kept.
    if ("https".equals(address.getScheme()) && answer.header("age").isEmpty()) {
      answer.date().ifPresent(date -> compare(server, date, asked));
    }
  }

  /** The answer was written between question and now: only what exceeds that is a skew. */
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

  /** When the clock of this machine will show a moment: for those who compare it with that. */
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
