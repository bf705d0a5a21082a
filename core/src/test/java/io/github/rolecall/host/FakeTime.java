package io.github.rolecall.host;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** A clock that only moves when somebody sleeps, and what was slept. */
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

  /** Passes without anybody sleeping, as while a call is made. */
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
