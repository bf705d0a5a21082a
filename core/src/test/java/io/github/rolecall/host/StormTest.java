package io.github.rolecall.host;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Tests many jobs that start together. docs/reliability.md shows the results; {@code
 * -Dgolden.update} redraws them.
 */
class StormTest {
  private static final Path PAGE = Path.of("../docs/reliability.md");
  private static final String BEGIN = "<!-- storms: drawn by StormTest -->\n";
  private static final String END = "<!-- end of storms -->\n";

  @ParameterizedTest
  @CsvSource({
    "1000, 20",
    "100000, 2000",
    "100, 2",
    "50, 1",
    "500, 20",
    "2000, 20",
    "2000, 100",
    "5000, 50"
  })
  void nearlyAllSucceed(int jobs, int granted) {
    Storm.Outcome outcome = Storm.of(jobs, granted).play();
    assertTrue(outcome.succeeded() >= 0.99, outcome.succeeded() + " succeeded");
    assertTrue(outcome.longest() <= 120, "the slowest took " + outcome.longest() + " s");
  }

  @Test
  void itIsNotALuckySeed() {
    LongStream.range(0, 50)
        .forEach(
            seed -> {
              Storm.Outcome outcome = Storm.of(1000, 20).seeded(seed).play();
              assertTrue(outcome.succeeded() >= 0.99, seed + ": " + outcome.succeeded());
              assertTrue(outcome.callsEach() < 8.3, seed + ": " + outcome.callsEach());
            });
  }

  @Tag("long")
  @Test
  void whereNotAllCanSucceedNoneOfWhatIsGrantedIsLostAndNobodyExceedsTheirTime() {
    Storm.Outcome outcome = Storm.of(100_000, 20).play();
    assertTrue(outcome.seconds().size() >= 2300, "of 2,400: " + outcome.seconds().size());
    assertTrue(outcome.longest() <= 120, "the slowest took " + outcome.longest() + " s");
  }

  @Test
  void anotherTimeLimitIsKeptAndUsed() {
    assertTrue(Storm.of(1000, 20).within(Duration.ofSeconds(30)).play().longest() <= 30);
    Storm.Outcome patient = Storm.of(4000, 20).within(Duration.ofMinutes(5)).play();
    assertTrue(patient.succeeded() >= 0.99, patient.succeeded() + " succeeded");
  }

  @Test
  void twelveAttemptsAreTooFew() {
    Storm storm = Storm.of(1000, 20).with(new Retry(12, Duration.ofSeconds(60)));
    assertTrue(storm.play().succeeded() < 0.99, "the check must be able to fail");
  }

  @Test
  void whomStsAsksToWaitDoesNotComeBackWithTheOthers() {
    Storm.Outcome outcome = Storm.of(1000, 20).asking(Duration.ofSeconds(5)).play();
    assertTrue(outcome.succeeded() >= 0.99, outcome.succeeded() + " succeeded");
  }

  @Test
  void aJobThatIsThrottledOnceGoesOnWithinTwoSecondsAtTheMedian() {
    List<Duration> waits = firstWaits();
    assertTrue(median(waits).compareTo(Duration.ofSeconds(2)) <= 0, median(waits).toString());
  }

  private static List<Duration> firstWaits() {
    var random = new Random(15);
    var clock = new FakeTime(Instant.EPOCH);
    var time = new Time(clock, clock, random::nextDouble);
    var retry = new Retry(Retry.ANY_NUMBER, Duration.ofSeconds(60));
    return Stream.generate(() -> new Tries(retry, time))
        .limit(1001)
        .map(tries -> tries.next(Problem.Repeat.WHILE_TIME_IS_LEFT, Optional.empty()))
        .map(Optional::orElseThrow)
        .sorted()
        .toList();
  }

  private static Duration median(List<Duration> waits) {
    return waits.get(waits.size() / 2);
  }

  @Test
  void thePageShowsIt() throws IOException {
    String page = Files.readString(PAGE, UTF_8);
    int from = page.indexOf(BEGIN) + BEGIN.length();
    int to = page.indexOf(END);
    assertTrue(from >= BEGIN.length() && to >= from, "the page has no place for the picture");
    String expected = page.substring(0, from) + shown() + page.substring(to);
    if (System.getProperty("golden.update") != null) {
      Files.writeString(PAGE, expected, UTF_8);
    }
    assertEquals(expected, Files.readString(PAGE, UTF_8), "-Dgolden.update draws it anew");
  }

  private static String shown() {
    var text = new StringBuilder("| Jobs | Calls granted a second | Succeeded | Calls each |");
    text.append(
        " Half done after | 99 % of those | Slowest run |\n|---|---|---|---|---|---|---|\n");
    Stream.of(
            Storm.of(1000, 20),
            Storm.of(100_000, 2000),
            Storm.of(2000, 20),
            Storm.of(50, 1),
            Storm.of(100_000, 20))
        .forEach(storm -> text.append(row(storm)));
    text.append("\nA job that is throttled once in a quiet account waits ")
        .append(rounded(median(firstWaits()).toMillis() / 1000.0, 1))
        .append(" s at the median, and 1 s at most.\n");
    Storm.Outcome first = Storm.of(1000, 20).play();
    text.append("\n```mermaid\nxychart-beta\n")
        .append("  title \"1,000 jobs, 20 calls a second: done after so many seconds\"\n")
        .append("  x-axis \"seconds\" 0 --> 60\n  y-axis \"% of the jobs\" 0 --> 100\n  line [")
        .append(
            IntStream.rangeClosed(0, 12)
                .mapToObj(step -> rounded(100 * first.doneBy(step * 5.0), 1))
                .collect(Collectors.joining(", ")));
    return text.append("]\n```\n").toString();
  }

  private static String row(Storm storm) {
    Storm.Outcome outcome = storm.play();
    return String.format(
        Locale.ROOT,
        "| %,d | %,d | %s %% | %s | %s s | %s s | %s s |\n",
        storm.jobs(),
        storm.granted(),
        rounded(100 * outcome.succeeded(), 1),
        rounded(outcome.callsEach(), 1),
        rounded(outcome.percentile(0.5), 1),
        rounded(outcome.percentile(0.99), 1),
        rounded(outcome.longest(), 1));
  }

  private static String rounded(double number, int digits) {
    return String.format(Locale.ROOT, "%." + digits + "f", number);
  }
}
