package io.github.rolecall.host;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** A clock that moves only when code sleeps, and that records the sleeps. */
public final class FakeTime extends Clock implements Time.Sleeper {
  private final List<Duration> slept = new ArrayList<>();
  private Instant now;

  public FakeTime(Instant start) {
    now = start;
  }

  @Override
  public synchronized void sleep(Duration duration) {
    slept.add(duration);
    now = now.plus(duration);
  }

  /** Moves the clock without a sleep, as a call does. */
  public synchronized void pass(Duration duration) {
    now = now.plus(duration);
  }

  public synchronized List<Duration> slept() {
    return List.copyOf(slept);
  }

  @Override
  public synchronized Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
