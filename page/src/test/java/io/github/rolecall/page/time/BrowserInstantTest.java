package io.github.rolecall.page.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The instants of the page beside those of Java. */
class BrowserInstantTest {
  private static final List<Long> SECONDS =
      List.of(0L, 1L, -1L, 1_700_000_000L, -62_167_219_200L, 31_556_889_864_403_199L);

  private static void assertSame(Instant theirs, BrowserInstant ours) {
    assertEquals(theirs.getEpochSecond(), ours.getEpochSecond());
    assertEquals(theirs.getNano(), ours.getNano());
  }

  @Test
  void additionsAreThoseOfJava() {
    for (long second : SECONDS) {
      Instant theirs = Instant.ofEpochSecond(second);
      BrowserInstant ours = BrowserInstant.ofEpochSecond(second);
      assertSame(theirs, ours);
      assertSame(theirs.minusSeconds(61), ours.minusSeconds(61));
      assertSame(theirs.minusSeconds(1).plusSeconds(1), ours.minusSeconds(1).plusSeconds(1));
      for (long nanoseconds : List.of(0L, 1L, 999_999_999L, -1L, -2_500_000_000L)) {
        assertSame(
            theirs.minusSeconds(9).plusNanos(7).plusNanos(nanoseconds),
            ours.minusSeconds(9).plusNanos(7).plusNanos(nanoseconds));
      }
    }
    assertSame(Instant.MAX, BrowserInstant.MAX);
    assertSame(Instant.EPOCH, BrowserInstant.EPOCH);
  }

  @Test
  void theOrderIsThatOfJava() {
    for (long one : SECONDS) {
      for (long other : SECONDS) {
        Instant theirs = Instant.ofEpochSecond(one).minusSeconds(1).plusNanos(5);
        Instant theirOther = Instant.ofEpochSecond(other).minusSeconds(1).plusNanos(6);
        BrowserInstant ours = BrowserInstant.ofEpochSecond(one).minusSeconds(1).plusNanos(5);
        BrowserInstant ourOther = BrowserInstant.ofEpochSecond(other).minusSeconds(1).plusNanos(6);
        assertEquals(
            Integer.signum(theirs.compareTo(theirOther)), Integer.signum(ours.compareTo(ourOther)));
        assertEquals(theirs.isAfter(theirOther), ours.isAfter(ourOther));
        assertEquals(theirs.isBefore(theirOther), ours.isBefore(ourOther));
        assertEquals(theirs.equals(theirOther), ours.equals(ourOther));
      }
    }
    assertEquals(BrowserInstant.EPOCH, BrowserInstant.ofEpochSecond(0));
    assertEquals(BrowserInstant.EPOCH.hashCode(), BrowserInstant.ofEpochSecond(0).hashCode());
  }

  @Test
  void thereIsAFirstAndALastSecond() {
    assertThrows(
        DateTimeException.class, () -> BrowserInstant.ofEpochSecond(31_556_889_864_403_200L));
    assertThrows(
        DateTimeException.class, () -> BrowserInstant.ofEpochSecond(-31_557_014_167_219_201L));
  }
}
