package io.github.rolecall.problem;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What two clocks showed at the same moment: that of a server, which is taken for right, and that
 * of this machine.
 *
 * @param server who said it, "STS"
 * @param theirs by its {@code Date}
 * @param ours by the clock of this machine; the same where the difference is too small to be one
 */
public record ClockSkew(String server, Instant theirs, Instant ours) {
  /** AWS takes signatures that are minutes off; seconds come from the way of an answer. */
  private static final Duration SIGNED_ALIKE = Duration.ofMinutes(1);

  /** How far the clock of this machine is ahead; negative where it is behind. */
  public Duration ahead() {
    return Duration.between(theirs, ours);
  }

  /** Whether the clock of this machine is wrong. */
  public boolean isSkewed() {
    return !ahead().isZero();
  }

  /** Whether a signature with this corrected differs from one that was made with that, or none. */
  public boolean isNewsAfter(Optional<ClockSkew> before) {
    Duration known = before.map(ClockSkew::ahead).orElse(Duration.ZERO);
    return ahead().minus(known).abs().compareTo(SIGNED_ALIKE) > 0;
  }

  /** Whether what ends then has ended, and this machine could not know. */
  public boolean hidesEnd(Instant end) {
    return !end.isAfter(theirs) && end.isAfter(ours);
  }

  /** Whether what begins then has not begun, and this machine could not know. */
  boolean hidesStart(Instant start) {
    return start.isAfter(theirs) && !start.isAfter(ours);
  }

  /** Whether what is valid from one time to another is valid by the clock of the server. */
  boolean isWithin(Instant from, Instant until) {
    return !theirs.isBefore(from) && !theirs.isAfter(until);
  }

  /** "10 minutes fast", or that it agrees. */
  public String amount() {
    Duration off = ahead().abs();
    if (off.isZero()) {
      return "right";
    }
    ChronoUnit unit =
        Stream.of(ChronoUnit.DAYS, ChronoUnit.HOURS, ChronoUnit.MINUTES)
            .filter(one -> off.compareTo(one.getDuration()) >= 0)
            .findFirst()
            .orElse(ChronoUnit.SECONDS);
    long number = Math.round((double) off.toSeconds() / unit.getDuration().toSeconds());
    String name = unit.toString().toLowerCase(Locale.ROOT);
    return number
        + " "
        + (number == 1 ? name.substring(0, name.length() - 1) : name)
        + (ahead().isNegative() ? " slow" : " fast");
  }

  /** Both clocks, as one sentence. */
  public Fact fact() {
    return new Fact(
        "clock",
        "This machine's clock is %s (%s says %s, this machine %s)"
            .formatted(amount(), server, theirs, ours.truncatedTo(ChronoUnit.SECONDS)));
  }

  /** What to do about a clock that is wrong. */
  List<Remedy> remedies() {
    return List.of(
        Remedy.of(
            "Set the clock of this machine: it is %s. On a virtual machine, synchronize it after"
                + " every resume.",
            amount()));
  }
}
