package io.github.rolecall.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Compares IsoTime with the classes of the JDK, which a browser should not load. */
class IsoTimeTest {
  private static final long FIRST = Instant.parse("0000-01-01T00:00:00Z").getEpochSecond();
  private static final long LAST = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();
  private static final int DAY = 86_400;

  @Test
  void everyThirteenthDayIsWrittenAndReadAsJavaDoes() {
    for (long second = FIRST; second <= LAST; second += 13 * DAY) {
      String date = LocalDate.ofEpochDay(Math.floorDiv(second, DAY)).toString();
      assertEquals(date + "T00:00:00Z", IsoTime.write(Instant.ofEpochSecond(second)));
      assertEquals(Optional.of(Instant.ofEpochSecond(second)), IsoTime.parse(date));
    }
  }

  @Test
  void everyTimeIsWrittenAndReadAsJavaDoes() {
    var random = new Random(1);
    for (int i = 0; i < 20_000; i++) {
      long second = FIRST + (long) (random.nextDouble() * (LAST - FIRST));
      int nanoseconds = List.of(0, 120_000_000, 120_000, 7).get(i % 4);
      Instant time = Instant.ofEpochSecond(second, nanoseconds);
      assertEquals(time.toString(), IsoTime.write(time));
      assertEquals(Optional.of(time), IsoTime.parse(time.toString()));
    }
  }

  @Test
  void oneCharacterMoreOrLessIsReadAsJavaReadsIt() {
    var random = new Random(2);
    String characters = "0123456789-+:.TZz ";
    int read = 0;
    for (int i = 0; i < 50_000; i++) {
      var text =
          new StringBuilder(
              List.of(
                      "2024-02-29",
                      "2026-11-21T12:00Z",
                      "2026-11-21T12:00:59.5+02:00",
                      "2026-11-21T23:59:59-11")
                  .get(i % 4));
      int at = random.nextInt(text.length());
      text.replace(
          at,
          at + random.nextInt(2),
          random.nextInt(4) == 0
              ? ""
              : String.valueOf(characters.charAt(random.nextInt(characters.length()))));
      Optional<Instant> expected = ofJava(text.toString());
      read += expected.isPresent() ? 1 : 0;
      assertEquals(expected, IsoTime.parse(text.toString()), text::toString);
    }
    assertEquals(true, read > 1_000, "read: " + read);
  }

  /**
   * Parses a time with the JDK, without years that have a sign, which the JDK accepts but policies
   * do not contain.
   */
  private static Optional<Instant> ofJava(String text) {
    if (text.startsWith("-") || text.startsWith("+")) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          text.contains("T")
              ? OffsetDateTime.parse(text).toInstant()
              : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
