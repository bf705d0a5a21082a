package io.github.rolecall.refresh;

import static io.github.rolecall.refresh.RenewalMargin.renewAt;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RenewalMarginTest {
  private static final Instant ISSUED = Instant.parse("2026-11-20T12:00:00Z");

  @ParameterizedTest(name = "a session of {0} s, a margin of {1} s: {2} s before the end")
  @CsvSource({
    "3600, 960, 960",
    // The answer arrives a little later than the start of the session.
    "3597, 960, 960",
    "43200, 960, 960",
    "3600, 900, 900",
    "2880, 960, 960",
    "2876, 960, 719",
    "900, 960, 225",
    "900, 900, 225",
    "24, 960, 6",
    "0, 960, 0"
  })
  void renewsTheMarginBeforeTheEndAndAQuarterOfShortSessions(
      long session, long margin, long before) {
    Instant expires = ISSUED.plusSeconds(session);

    assertEquals(
        expires.minusSeconds(before), renewAt(ISSUED, expires, Duration.ofSeconds(margin)));
  }

  @Test
  void isNeverAfterTheEnd() {
    Instant expires = ISSUED.minusSeconds(100);

    assertEquals(expires, renewAt(ISSUED, expires, RenewalMargin.OF_PROCESSES));
  }
}
