package io.github.rolecall.refresh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.export.file.SecureFile;
import io.github.rolecall.host.Deadline;
import io.github.rolecall.host.FakeTime;
import io.github.rolecall.host.Host;
import io.github.rolecall.host.TestHost;
import io.github.rolecall.host.Thrown;
import io.github.rolecall.model.CallerIdentity;
import io.github.rolecall.model.Secret;
import io.github.rolecall.option.FrontEnd;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.IdentityProblem;
import io.github.rolecall.problem.RenewalProblem;
import io.github.rolecall.session.Assumed;
import io.github.rolecall.session.SessionCredentials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RenewalTest {
  private static final Instant START = Instant.parse("2026-11-20T12:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);
  private static final String KEY = "0123456789abcdef";

  @TempDir private Path folder;
  private final FakeTime time = new FakeTime(START);
  private Duration session = HOUR;
  private int exchanges;
  private boolean refused;
  private Path file;

  @BeforeEach
  void file() {
    file = folder.resolve("rolecall").resolve("cache");
  }

  private Host host() {
    return TestHost.of(Map.of(), time);
  }

  private CredentialCache cache() {
    return new CredentialCache(file, KEY);
  }

  /** Answers as a new process does, which knows only the files. */
  private Renewal.Answer answer() {
    return answer(this::exchange);
  }

  private Renewal.Answer answer(Supplier<Assumed> exchange) {
    return new Renewal(cache(), host(), FrontEnd.COMMAND).answer(exchange);
  }

  private Assumed exchange() {
    exchanges++;
    if (refused) {
      throw new CredentialsException(
          new IdentityProblem.VariableMissing("--web-identity-token-env", "T", Optional.empty()));
    }
    return new Assumed(
        new SessionCredentials(
            "ASIAIOSFODNN7ROLECAL",
            new Secret("secret" + exchanges),
            Optional.of(new Secret("token" + exchanges)),
            Optional.of(time.instant().plus(session))),
        new CallerIdentity(
            "111122223333", "arn:aws:sts::111122223333:assumed-role/Deploy/ci", "AROA:ci"),
        "eu-central-1",
        Assumed.Origin.ROLE,
        false);
  }

  private String secret() {
    return answer().json().reveal().replaceAll(".*\"SecretAccessKey\":\"(\\w+)\".*", "$1");
  }

  @Test
  void asksOnceUntilTheCredentialsAreDue() {
    assertEquals("secret1", secret());
    time.pass(HOUR.minus(RenewalMargin.OF_PROCESSES).minusSeconds(1));
    assertEquals("secret1", secret());
    time.pass(Duration.ofSeconds(1));
    assertEquals("secret2", secret());
    assertEquals(2, exchanges);
  }

  @Test
  void theFileHasWhatAScriptNeeds() throws IOException {
    String json = answer().json().reveal();
    List<String> lines = Files.readAllLines(file);
    assertEquals(START.plusSeconds(3600 - 960).getEpochSecond(), Long.parseLong(lines.get(0)));
    assertEquals(START.plusSeconds(3600).getEpochSecond(), Long.parseLong(lines.get(1)));
    assertEquals(json, lines.get(2));
    assertTrue(json.startsWith("{\"Version\":1,\"AccessKeyId\":\"ASIA"), json);
    assertTrue(json.contains("\"Expiration\":\"2026-11-20T13:00:00Z\""), json);
    for (String name : new String[] {"cache", "cache.log", ".cache.lock"}) {
      assertEquals(
          "rw-------",
          PosixFilePermissions.toString(Files.getPosixFilePermissions(file.resolveSibling(name))));
    }
  }

  @Test
  void aFailedRenewalServesTheOldOnesToTheirEndAndNeverLonger() throws IOException {
    answer();
    refused = true;
    time.pass(Duration.ofMinutes(50));
    Renewal.Answer old = answer();
    assertTrue(old.json().reveal().contains("secret1"));
    assertEquals("variable-missing", old.failed().orElseThrow().code());
    // An immediate second run makes no exchange, and reports no new failure.
    assertTrue(answer().failed().isEmpty());
    assertEquals(2, exchanges);
    time.pass(Duration.ofSeconds(31));
    assertTrue(answer().failed().isPresent());
    assertEquals(3, exchanges);

    time.pass(Duration.ofMinutes(10));
    var ended = Thrown.problem(RenewalProblem.Failed.class, this::answer);
    assertEquals(START.plus(HOUR), ended.ended());
    assertEquals("variable-missing", ended.code());
    var paused = Thrown.problem(RenewalProblem.Paused.class, this::answer);
    assertEquals("variable-missing", paused.reasonCode());
    assertEquals(4, exchanges);
    String log = Files.readString(cache().log());
    assertEquals(3, log.split("renewal failed", -1).length - 1, log);

    refused = false;
    time.pass(Duration.ofSeconds(6));
    assertEquals("secret5", secret());
    assertFalse(Files.exists(file.resolveSibling("cache.failed")));
  }

  @Test
  void theFirstFailureIsToldAsItIs() {
    refused = true;
    Thrown.problem(IdentityProblem.VariableMissing.class, this::answer);
    Thrown.problem(RenewalProblem.Paused.class, this::answer);
    assertEquals(1, exchanges);
  }

  @Test
  void noPauseOutlivesAShortSession() {
    session = Duration.ofSeconds(24);
    answer();
    refused = true;
    time.pass(Duration.ofSeconds(20));
    assertTrue(answer().failed().isPresent());
    refused = false;
    time.pass(Duration.ofSeconds(2));
    assertEquals("secret3", secret());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "1\n", "9999999999\n9999999999\n", "9999999999\n9999999999\n{\"Version\":1"})
  void aTornFileIsNoCache(String torn) throws IOException {
    answer();
    Files.writeString(file, torn);
    assertEquals("secret2", secret());
    assertEquals("secret2", secret());
  }

  @Test
  void everyBeginningOfTheFileIsTorn() throws IOException {
    answer();
    String whole = Files.readString(file);
    for (int end = 0; end < whole.length(); end++) {
      assertEquals(
          Optional.empty(), CachedCredentials.parse(whole.substring(0, end), KEY), "at " + end);
    }
  }

  @Test
  void credentialsOfOtherInputsAreNotUsed() {
    answer();
    var other = new CredentialCache(file, KEY + "0");
    assertTrue(other.read().isEmpty());
    refused = true;
    // Neither the pause nor the credentials apply to other inputs.
    Thrown.problem(
        IdentityProblem.VariableMissing.class,
        () -> new Renewal(other, host(), FrontEnd.COMMAND).answer(this::exchange));
    refused = false;
    assertEquals("secret1", secret());
  }

  @Test
  void aClockThatWasSetBackRenews() {
    answer();
    time.pass(Duration.ofHours(-5));
    assertEquals("secret2", secret());
    refused = true;
    time.pass(Duration.ofHours(-5));
    // The expiration is unknown, so the credentials are not printed.
    Thrown.problem(RenewalProblem.Failed.class, this::answer);
  }

  @Test
  void aClockThatWasSetForwardRenews() {
    answer();
    time.pass(Duration.ofDays(400));
    assertEquals("secret2", secret());
  }

  @Test
  void aPauseEndsWhenTheClockIsSetBack() {
    refused = true;
    Thrown.problem(IdentityProblem.VariableMissing.class, this::answer);
    refused = false;
    time.pass(Duration.ofHours(-5));
    assertEquals("secret2", secret());
  }

  @Test
  void whileAnotherProcessRenewsTheOldOnesAreGoodEnough() throws Exception {
    answer();
    time.pass(Duration.ofMinutes(50));
    whileHeld(
        () -> {
          assertEquals("secret1", secret());
        });
    assertEquals(1, exchanges);
  }

  @Test
  void whatAnotherProcessHasRenewedIsTaken() throws Exception {
    answer();
    time.pass(Duration.ofMinutes(59).plusSeconds(30));
    whileHeld(
        () -> {
          var waiting = CompletableFuture.supplyAsync(this::secret);
          cache().write(CachedCredentials.of(exchange(), host()));
          assertEquals("secret2", waiting.join());
          assertEquals(2, exchanges);
        });
  }

  @Test
  void aLockThatIsNeverFreedEndsInTheOldOnes() throws Exception {
    answer();
    time.pass(Duration.ofMinutes(59).plusSeconds(30));
    Host host = host();
    host.deadline().limit(Duration.ofMillis(300));
    host.deadline().begin();
    whileHeld(
        () -> {
          var renewal = new Renewal(cache(), host, FrontEnd.COMMAND);
          Renewal.Answer old = renewal.answer(this::exchange);
          assertTrue(old.json().reveal().contains("secret1"));
          assertEquals("timed-out", old.failed().orElseThrow().code());
        });
  }

  @Test
  void renewedCredentialsArePrintedEvenIfTheyCannotBeKept() throws IOException {
    answer();
    time.pass(Duration.ofMinutes(50));
    Renewal.Answer answer =
        answer(
            () -> {
              try {
                // A file cannot replace a folder with that name.
                Files.delete(file);
                Files.createDirectories(file.resolve("full"));
              } catch (IOException e) {
                throw new IllegalStateException(e);
              }
              return exchange();
            });
    assertTrue(answer.json().reveal().contains("secret2"));
    assertEquals("file-unusable", answer.failed().orElseThrow().code());
  }

  /** Runs the work while another thread holds the lock, as another process would. */
  private void whileHeld(Runnable work) throws InterruptedException {
    var taken = new CountDownLatch(1);
    var over = new CountDownLatch(1);
    var holder =
        new Thread(
            () ->
                new SecureFile(file)
                    .locked(
                        new Deadline(Duration.ofMinutes(1)),
                        () -> {
                          taken.countDown();
                          await(over);
                        }));
    holder.start();
    taken.await();
    try {
      work.run();
    } finally {
      over.countDown();
      holder.join();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
