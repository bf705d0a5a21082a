package io.github.rolecall.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.rolecall.host.FakeTime;
import io.github.rolecall.problem.ClockSkew;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests what the dates of answers show about the clock of this machine. */
class ServerClockTest {
  private static final Instant START = Instant.parse("2026-11-27T12:00:00Z");
  private static final URI STS = URI.create("https://sts.amazonaws.com/");

  private final FakeTime machine = new FakeTime(START);
  private final ServerClock clock = new ServerClock(machine);

  private static Http.Answer dated(Instant date, String... header) {
    String text = DateTimeFormatter.RFC_1123_DATE_TIME.format(date.atOffset(ZoneOffset.UTC));
    Map.Entry<String, String> more =
        header.length == 0 ? Map.entry("x", "y") : Map.entry(header[0], header[1]);
    return new Http.Answer(200, List.of(Map.entry("date", text), more), "");
  }

  @Test
  void aMachineIsBelievedUntilAServerHasSpoken() {
    assertEquals(START, clock.instant());
    assertEquals(Optional.empty(), clock.skew());
    clock.compare("STS", STS, START, new Http.Answer(200, "text/xml", ""));
    assertEquals(Optional.empty(), clock.skew());
  }

  @ParameterizedTest
  @CsvSource({
    "PT10M, 10 minutes slow",
    "PT-10M, 10 minutes fast",
    "PT15M, 15 minutes slow",
    "PT-1M, 1 minute fast",
    "PT2S, 2 seconds slow",
    "PT-24H, 1 day fast",
    "PT36H, 2 days slow",
    "PT23H, 23 hours slow",
    "PT100000H, 4167 days slow",
    "PT-59S, 59 seconds fast"
  })
  void itIsAsWrongAsTheDateSays(Duration theirs, String amount) {
    clock.compare("STS", STS, START, dated(START.plus(theirs)));
    assertEquals(START.plus(theirs), clock.instant());
    assertEquals(amount, clock.skew().orElseThrow().amount());
    assertEquals(START, clock.shownHere(clock.instant()));
    machine.pass(Duration.ofHours(1));
    assertEquals(START.plus(theirs).plus(Duration.ofHours(1)), clock.instant());
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT-1S", "PT1S"})
  void whatADateCannotSayIsNoSkew(Duration theirs) {
    clock.compare("STS", STS, START, dated(START.plus(theirs)));
    assertEquals(START, clock.instant());
    assertEquals("right", clock.skew().orElseThrow().amount());
  }

  @Test
  void theTimeThatAnAnswerTookIsNoSkew() {
    machine.pass(Duration.ofSeconds(14));
    clock.compare("STS", STS, START, dated(START.plusSeconds(5)));
    assertEquals("right", clock.skew().orElseThrow().amount());
    clock.compare("STS", STS, START, dated(START.plusSeconds(74)));
    assertEquals("1 minute slow", clock.skew().orElseThrow().amount(), "since the answer came");
    clock.compare("STS", STS, START, dated(START.minusSeconds(60)));
    assertEquals("1 minute fast", clock.skew().orElseThrow().amount(), "since the question left");
  }

  @Test
  void theLastServerThatSpokeIsBelieved() {
    clock.compare("GitHub", STS, START, dated(START.plusSeconds(600)));
    clock.compare("STS", STS, START, dated(START));
    assertEquals(Optional.of(new ClockSkew("STS", START, START)), clock.skew());
  }

  /**
   * An attacker on the network could set the date of plain HTTP, and a cached answer has an old
   * date.
   */
  @Test
  void plainHttpAndCachesAreNotBelieved() {
    clock.compare("x", URI.create("http://169.254.169.254/"), START, dated(START.plusSeconds(600)));
    clock.compare("x", STS, START, dated(START.plusSeconds(600), "age", "600"));
    assertEquals(Optional.empty(), clock.skew());
  }

  @Test
  void inAnotherZoneItIsTheSameClock() {
    var there = clock.withZone(ZoneOffset.ofHours(2));
    clock.compare("STS", STS, START, dated(START.plusSeconds(600)));
    assertEquals(START.plusSeconds(600), there.instant());
  }
}
