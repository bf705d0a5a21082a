package io.github.rolecall.testkit;

import io.github.rolecall.testkit.http.Reply;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** A token bucket: each call takes a permit, and permits are added at a constant rate. */
final class TokenBucket implements ArmedFault.Strike {
  private final int capacity;
  private final Duration fillTime;
  private final Clock clock;
  private double permits;
  private Instant filled;

  TokenBucket(int capacity, Duration fillTime, Clock clock) {
    this.capacity = capacity;
    this.fillTime = fillTime;
    this.clock = clock;
    this.permits = capacity;
    this.filled = clock.instant();
  }

  @Override
  public Reply on(Operation operation) {
    return take() ? operation.answer() : operation.refuse(400, "Throttling", "Rate exceeded");
  }

  @Override
  public boolean isSpentAfterOneCall() {
    return false;
  }

  private synchronized boolean take() {
    Instant now = clock.instant();
    double share = (double) Duration.between(filled, now).toNanos() / fillTime.toNanos();
    permits = Math.min(capacity, permits + share * capacity);
    filled = now;
    if (permits < 1) {
      return false;
    }
    permits--;
    return true;
  }
}
