package io.github.rolecall.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.endpoint.ServedSession.Current;
import io.github.rolecall.session.Assumed;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RenewingSessionTest {
  private static final Instant START = Instant.parse("2026-11-28T10:00:00Z");

  /** Much longer than any test takes, in seconds, unless it hangs. */
  private static final long HANGS = 60;

  private volatile Instant time = START;
  private volatile long elapsed;
  private final AtomicInteger exchanges = new AtomicInteger();
  private final BlockingQueue<Outcome> outcomes = new LinkedBlockingQueue<>();
  private final List<String> warnings = new CopyOnWriteArrayList<>();

  /** The result of the next exchange. The test opens the gate. */
  private record Outcome(Assumed assumed, RuntimeException failure, CountDownLatch gate) {
    Outcome {
      assertTrue(assumed != null || failure != null, "an outcome has a session or a failure");
    }
  }

  @ParameterizedTest
  @CsvSource({
    // A session of an hour or longer is renewed when 15 minutes are left.
    "3600, 2699, 0",
    "3600, 2700, 1",
    "43200, 42299, 0",
    "43200, 42300, 1",
    // A shorter one is renewed when a quarter of it is left.
    "900, 674, 0",
    "900, 675, 1",
    // It is renewed at the latest when 10 seconds are left to use the credentials.
    "24, 13, 0",
    "24, 14, 1"
  })
  void aClientThatAsksShortlyBeforeTheEndStartsTheRenewal(long lifetime, long passed, int expected)
      throws Exception {
    var session = session(lifetime);
    renewed("two", START.plusSeconds(lifetime + passed));
    pass(passed);
    String served = served(session);
    assertEquals(expected, exchanges.get());
    assertEquals(expected == 0 ? "ASIA-one" : "ASIA-two", served);
  }

  @Test
  void ofAllThatAskAtOnceOneRenews() throws Exception {
    var session = session(3600);
    Outcome held = held("two", START.plusSeconds(7000));
    pass(3600);
    var answers = new ArrayList<CompletableFuture<Current>>();
    for (int i = 0; i < 50; i++) {
      answers.add(session.current());
    }
    assertTrue(answers.stream().noneMatch(CompletableFuture::isDone), "there is nothing to serve");
    held.gate.countDown();
    for (CompletableFuture<Current> answer : answers) {
      assertEquals("ASIA-two", id(answer));
    }
    assertEquals(1, exchanges.get());
  }

  @Test
  void aRenewalThatTakesLongDelaysNoClient() throws Exception {
    var session = session(3600);
    Outcome held = held("two", START.plusSeconds(7000));
    pass(3000);
    assertEquals("ASIA-one", served(session));
    assertEquals("ASIA-one", served(session));
    held.gate.countDown();
    while (!served(session).equals("ASIA-two")) {
      Thread.onSpinWait();
    }
    assertEquals(1, exchanges.get());
  }

  @Test
  void afterAFailedRenewalThePresentCredentialsAreServedToTheirEnd() throws Exception {
    var session = session(3600);
    refused("first reason");
    pass(2700);
    assertEquals("ASIA-one", served(session));
    assertEquals(1, exchanges.get());
    assertEquals(1, warnings.size());
    assertEquals(
        "Could not renew the credentials of arn-one. They expire at 2026-11-28T11:00:00Z."
            + " Rolecall tries again every 60 seconds.\nfirst reason",
        warnings.get(0));
    // No immediate retry: each call of a client would repeat a denied request.
    pass(2759);
    assertEquals("ASIA-one", served(session));
    assertEquals(1, exchanges.get());
    refused("second reason");
    pass(3589);
    assertEquals("ASIA-one", served(session));
    assertEquals(2, exchanges.get());
    pass(3590);
    Current ended = session.current().get(HANGS, TimeUnit.SECONDS);
    assertEquals(
        new Current.Ended(
            "The credentials of arn-one expired at 2026-11-28T11:00:00Z. Could not renew them:"
                + " second reason"),
        ended);
    assertEquals(1, warnings.size(), "the log says it once");
    // A later renewal succeeds.
    renewed("two", START.plusSeconds(9000));
    pass(3700);
    while (!served(session).equals("ASIA-two")) {
      Thread.onSpinWait();
    }
  }

  /** An SDK times out after one or two seconds, and would report only that. */
  @Test
  void whoAsksAfterAFailureGetsTheReasonWithoutWaitingForTheNextTry() throws Exception {
    var session = session(3600);
    refused("no");
    pass(3600);
    assertTrue(served(session).contains("Could not renew them: no"), "the first try");
    Outcome held = held("two", START.plusSeconds(9000));
    pass(3700);
    assertTrue(served(session).contains("Could not renew them: no"), "the second one runs");
    held.gate.countDown();
  }

  /** Otherwise it would serve expired keys for an hour. */
  @Test
  void aClockThatIsSetBackDoesNotProlongTheSession() throws Exception {
    var session = session(3600);
    refused("no");
    elapsed = Duration.ofHours(1).toNanos();
    time = START.minusSeconds(3600);
    assertFalse(current(session) instanceof Current.Valid);
  }

  @Test
  void aMachineThatSleptDoesNotProlongTheSession() throws Exception {
    var session = session(3600);
    refused("no");
    time = START.plusSeconds(7200);
    assertFalse(current(session) instanceof Current.Valid);
  }

  @Test
  void credentialsWithoutAnEndAreServedForEver() throws Exception {
    var session =
        new RenewingSession(
            Sessions.unlimited("one"),
            this::exchange,
            Throwable::getMessage,
            clock(),
            () -> elapsed,
            warnings::add);
    pass(1_000_000);
    assertEquals("ASIA-one", served(session));
    assertEquals(0, exchanges.get());
  }

  private RenewingSession session(long lifetime) {
    return new RenewingSession(
        Sessions.until("one", START.plusSeconds(lifetime)),
        this::exchange,
        e -> String.valueOf(e.getMessage()),
        clock(),
        () -> elapsed,
        warnings::add);
  }

  private Assumed exchange() {
    exchanges.incrementAndGet();
    try {
      Outcome outcome = outcomes.poll(HANGS, TimeUnit.SECONDS);
      outcome.gate.await();
      if (outcome.failure != null) {
        throw outcome.failure;
      }
      return outcome.assumed;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void renewed(String name, Instant end) {
    held(name, end).gate.countDown();
  }

  private Outcome held(String name, Instant end) {
    var outcome = new Outcome(Sessions.until(name, end), null, new CountDownLatch(1));
    outcomes.add(outcome);
    return outcome;
  }

  private void refused(String why) {
    outcomes.add(new Outcome(null, new IllegalStateException(why), new CountDownLatch(0)));
  }

  private void pass(long seconds) {
    time = START.plusSeconds(seconds);
    elapsed = Duration.ofSeconds(seconds).toNanos();
  }

  private static Current current(RenewingSession session) throws Exception {
    return session.current().get(HANGS, TimeUnit.SECONDS);
  }

  private static String served(RenewingSession session) throws Exception {
    return id(session.current());
  }

  private static String id(CompletableFuture<Current> answer) throws Exception {
    Current current = answer.get(HANGS, TimeUnit.SECONDS);
    return current instanceof Current.Valid valid
        ? valid.assumed().credentials().accessKeyId()
        : current.toString();
  }

  private Clock clock() {
    return new Clock() {
      @Override
      public Instant instant() {
        return time;
      }

      @Override
      public ZoneId getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(ZoneId zone) {
        return this;
      }
    };
  }
}
