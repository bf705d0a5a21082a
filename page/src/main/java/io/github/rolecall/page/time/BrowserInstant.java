package io.github.rolecall.page.time;

import java.time.DateTimeException;
import org.jspecify.annotations.Nullable;

/** What the project uses of {@link java.time.Instant}. */
public final class BrowserInstant implements Comparable<BrowserInstant> {
  private static final long FIRST_SECOND = -31_557_014_167_219_200L;
  private static final long LAST_SECOND = 31_556_889_864_403_199L;
  private static final int SECOND = 1_000_000_000;

  public static final BrowserInstant EPOCH = new BrowserInstant(0, 0);
  public static final BrowserInstant MAX = new BrowserInstant(LAST_SECOND, SECOND - 1);

  private final long seconds;
  private final int nanoseconds;

  private BrowserInstant(long seconds, int nanoseconds) {
    this.seconds = seconds;
    this.nanoseconds = nanoseconds;
  }

  /** See {@link java.time.Instant#ofEpochSecond(long)}. */
  public static BrowserInstant ofEpochSecond(long seconds) {
    return of(seconds, 0);
  }

  private static BrowserInstant of(long seconds, int nanoseconds) {
    if (seconds < FIRST_SECOND || seconds > LAST_SECOND) {
      throw new DateTimeException("Instant exceeds minimum or maximum instant");
    }
    return new BrowserInstant(seconds, nanoseconds);
  }

  public long getEpochSecond() {
    return seconds;
  }

  public int getNano() {
    return nanoseconds;
  }

  public BrowserInstant plusSeconds(long more) {
    return of(Math.addExact(seconds, more), nanoseconds);
  }

  public BrowserInstant minusSeconds(long less) {
    return of(Math.subtractExact(seconds, less), nanoseconds);
  }

  /** See {@link java.time.Instant#plusNanos}. */
  public BrowserInstant plusNanos(long more) {
    long sum = Math.floorMod(more, (long) SECOND) + nanoseconds;
    return of(
        Math.addExact(seconds, Math.floorDiv(more, (long) SECOND) + sum / SECOND),
        (int) (sum % SECOND));
  }

  public boolean isAfter(BrowserInstant other) {
    return compareTo(other) > 0;
  }

  public boolean isBefore(BrowserInstant other) {
    return compareTo(other) < 0;
  }

  @Override
  public int compareTo(BrowserInstant other) {
    int order = Long.compare(seconds, other.seconds);
    return order == 0 ? nanoseconds - other.nanoseconds : order;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof BrowserInstant instant && compareTo(instant) == 0;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(seconds) + 51 * nanoseconds;
  }
}
