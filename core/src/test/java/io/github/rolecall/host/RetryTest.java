package io.github.rolecall.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.console.RecordingConsole;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.NetworkProblem;
import io.github.rolecall.problem.Problem;
import io.github.rolecall.problem.Remedy;
import io.github.rolecall.problem.StsCall;
import io.github.rolecall.problem.StsProblem;
import io.github.rolecall.problem.TokenProblem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryTest {
  private static final Duration MINUTE = Duration.ofSeconds(60);
  private static final StsCall CALL =
      new StsCall(
          "AssumeRole", Optional.empty(), Optional.empty(), Optional.empty(), "r", "https://sts");
  private static final Problem NEVER = new StsProblem.Refused(CALL, "ValidationError", 400, "no");
  private static final Problem BRIEFLY = new StsProblem.Denied(CALL, "AccessDenied", "no");
  private static final Problem WITHIN_BUDGET =
      new StsProblem.Busy(CALL, "InternalFailure", 500, "no");
  private static final Problem THROTTLED = new StsProblem.Busy(CALL, "Throttling", 400, "no");

  private final FakeTime time = new FakeTime(Instant.parse("2026-11-21T12:00:00Z"));
  private final RecordingConsole console = new RecordingConsole();
  private final AtomicInteger calls = new AtomicInteger();

  private Duration limit = Duration.ZERO;

  private Host host(double random) {
    var passing = new Time(time, time, () -> random);
    return TestHost.of(Map.of(), time).with(passing.with(new Deadline(limit, passing.nanos())));
  }

  private CredentialsException failing(Retry retry, double random, Problem problem) {
    return assertThrows(
        CredentialsException.class,
        () ->
            retry.run(
                host(random),
                console,
                "sts:AssumeRole",
                () -> {
                  calls.incrementAndGet();
                  throw new CredentialsException(problem);
                }));
  }

  @Test
  void whatCannotSucceedIsNotRepeated() {
    failing(new Retry(12, MINUTE), 0.5, NEVER);
    assertEquals(1, calls.get());
    assertEquals(List.of(), time.slept());
    assertEquals(List.of(), console.events());
  }

  @Test
  void successEndsIt() {
    String result =
        new Retry(12, MINUTE)
            .run(
                host(0.5),
                console,
                "x",
                () -> {
                  if (calls.incrementAndGet() < 3) {
                    throw new CredentialsException(WITHIN_BUDGET);
                  }
                  return "done";
                });
    assertEquals("done", result);
    assertEquals(2, time.slept().size());
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.5, 0.999})
  void aNewRoleGetsTwoMoreTriesWithinFiveSeconds(double random) {
    failing(new Retry(12, MINUTE), random, BRIEFLY);
    assertEquals(3, calls.get());
    assertEquals(2, time.slept().size());
    assertTrue(total().compareTo(Duration.ofSeconds(5)) <= 0, total().toString());
  }

  @Test
  void slowRefusalsUseUpTheFiveSeconds() {
    assertThrows(
        CredentialsException.class,
        () ->
            new Retry(12, MINUTE)
                .run(
                    host(0.5),
                    console,
                    "x",
                    () -> {
                      calls.incrementAndGet();
                      time.pass(Duration.ofSeconds(3));
                      throw new CredentialsException(BRIEFLY);
                    }));
    assertEquals(2, calls.get(), "a third try would begin after 7 seconds");
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 0", "2, 2, 1", "5, 5, 4"})
  void neverMoreAttemptsThanAllowedAndNoSleepAfterTheLast(int attempts, int made, int sleeps) {
    var last = failing(new Retry(attempts, MINUTE), 0.01, WITHIN_BUDGET);
    assertSame(WITHIN_BUDGET, last.problem());
    assertEquals(made, calls.get());
    assertEquals(sleeps, time.slept().size());
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.3, 0.5, 0.999})
  void theBudgetEndsItBeforeTheAttemptsDo(double random) {
    failing(new Retry(1000, MINUTE), random, WITHIN_BUDGET);
    assertTrue(calls.get() > 5 && calls.get() < 1000, calls.toString());
    assertTrue(total().compareTo(MINUTE) <= 0, total().toString());
    assertTrue(total().compareTo(MINUTE.minusMillis(100)) > 0, total().toString());
    assertEquals(calls.get() - 1, time.slept().size());
  }

  /**
   * Neither a number of attempts nor the retry budget ends it. The last attempt still has a second.
   */
  @ParameterizedTest
  @CsvSource({"0.3, 120", "0.999, 120", "0.5, 7", "0.5, 600"})
  void throttlingIsWaitedForUntilTheTimeOfTheRunIsOver(double random, int seconds) {
    limit = Duration.ofSeconds(seconds);
    failing(new Retry(Retry.ANY_NUMBER, MINUTE), random, THROTTLED);
    assertTrue(total().compareTo(limit.minusSeconds(1)) <= 0, total().toString());
    assertTrue(total().compareTo(limit.minusMillis(1100)) > 0, total().toString());
    assertEquals(calls.get() - 1, time.slept().size());
  }

  @Test
  void theTimeOfTheRunIsSharedByItsCalls() {
    limit = Duration.ofSeconds(30);
    Host host = host(0.5);
    time.pass(Duration.ofSeconds(28));
    assertThrows(
        CredentialsException.class,
        () ->
            new Retry(Retry.ANY_NUMBER, MINUTE)
                .run(
                    host,
                    console,
                    "x",
                    () -> {
                      throw new CredentialsException(WITHIN_BUDGET);
                    }));
    assertTrue(total().compareTo(Duration.ofSeconds(1)) <= 0, total().toString());
  }

  @Test
  void withoutALimitThrottlingIsWaitedForTwoMinutes() {
    failing(new Retry(Retry.ANY_NUMBER, MINUTE), 0.5, THROTTLED);
    assertTrue(total().compareTo(Duration.ofMinutes(2)) <= 0, total().toString());
    assertTrue(total().compareTo(MINUTE) > 0, total().toString());
  }

  @ParameterizedTest
  @CsvSource({"0, 3000", "0.5, 3500", "0.999, 3999"})
  void whatAServerAsksForIsWaitedForAndThenTheJitter(double random, int millis) {
    limit = Duration.ofMinutes(2);
    asked(random, Duration.ofSeconds(3), 2);
    assertEquals(List.of(Duration.ofMillis(millis)), time.slept());
  }

  /** After the wait there is one more attempt, if there is time for it. */
  @Test
  void whatAServerAsksForIsBoundedByTheTimeThatIsLeft() {
    limit = Duration.ofSeconds(20);
    asked(0.5, Duration.ofHours(1), Retry.ANY_NUMBER);
    assertEquals(Duration.ofSeconds(19), total());
    assertTrue(calls.get() <= 3, calls.toString());
  }

  private void asked(double random, Duration wait, int attempts) {
    assertThrows(
        CredentialsException.class,
        () ->
            new Retry(attempts, MINUTE)
                .run(
                    host(random),
                    console,
                    "x",
                    () -> {
                      calls.incrementAndGet();
                      throw new CredentialsException(THROTTLED).after(Optional.of(wait));
                    }));
  }

  @Test
  void timeThatCallsTakeCountsToo() {
    assertThrows(
        CredentialsException.class,
        () ->
            new Retry(100, MINUTE)
                .run(
                    host(0),
                    console,
                    "x",
                    () -> {
                      calls.incrementAndGet();
                      time.pass(Duration.ofSeconds(25));
                      throw new CredentialsException(WITHIN_BUDGET);
                    }));
    assertEquals(3, calls.get());
  }

  @Test
  void jitterIsFullAndItsCeilingTriples() {
    failing(new Retry(6, Duration.ofHours(1)), 0.5, WITHIN_BUDGET);
    assertEquals(
        IntStream.of(500, 1500, 4500, 5000, 5000).mapToObj(Duration::ofMillis).toList(),
        time.slept());
  }

  @Test
  void theLeastWaitIsNone() {
    failing(new Retry(3, MINUTE), 0, WITHIN_BUDGET);
    assertEquals(List.of(Duration.ZERO, Duration.ZERO), time.slept());
  }

  @Test
  void aCallThatBecomesHopelessEndsIt() {
    assertThrows(
        CredentialsException.class,
        () ->
            new Retry(12, MINUTE)
                .run(
                    host(0.5),
                    console,
                    "x",
                    () -> {
                      throw new CredentialsException(
                          calls.incrementAndGet() == 1 ? WITHIN_BUDGET : NEVER);
                    }));
    assertEquals(2, calls.get());
  }

  @Test
  void anUnexpectedExceptionIsNotRepeated() {
    assertThrows(
        IllegalStateException.class,
        () ->
            new Retry(12, MINUTE)
                .run(
                    host(0.5),
                    console,
                    "x",
                    () -> {
                      calls.incrementAndGet();
                      throw new IllegalStateException();
                    }));
    assertEquals(1, calls.get());
  }

  @Test
  void everyFurtherTryStandsInTheLog() {
    failing(new Retry(2, MINUTE), 0.5, WITHIN_BUDGET);
    assertEquals(
        List.of("sts:AssumeRole failed (sts-busy), attempt 1; retrying in 500 ms"),
        console.of("info"));
  }

  @ParameterizedTest
  @CsvSource({
    "429, true",
    "500, true",
    "503, true",
    "400, false",
    "401, false",
    "403, false",
    "404, false"
  })
  void aTokenEndpointIsAskedAgainWhenItsStatusPasses(int status, boolean again) {
    failing(new Retry(2, MINUTE), 0.5, new TokenProblem.Refused("P", status, "", Remedy.all("r")));
    assertEquals(again ? 2 : 1, calls.get());
    assertFalse(time.slept().size() > 1);
  }

  @ParameterizedTest
  @CsvSource({"true, 1", "false, 3"})
  void aCallThatIsGoodForOneTryIsRepeatedOnlyUntilItIsSent(boolean sent, int made) {
    Problem broken =
        new NetworkProblem.Unreachable(
            "STS",
            "https://sts",
            Optional.empty(),
            "reset",
            sent ? NetworkProblem.Progress.SENT : NetworkProblem.Progress.NOT_SENT);
    for (Problem problem : List.of(broken, sent ? WITHIN_BUDGET : broken)) {
      calls.set(0);
      assertThrows(
          CredentialsException.class,
          () ->
              new Retry(3, MINUTE)
                  .runUntilSent(
                      host(0.5),
                      console,
                      "sts:AssumeRole",
                      () -> {
                        calls.incrementAndGet();
                        throw new CredentialsException(problem);
                      }));
      assertEquals(made, calls.get());
    }
  }

  private Duration total() {
    return time.slept().stream().reduce(Duration.ZERO, Duration::plus);
  }
}
