package io.github.rolecall.aws.sso;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.aws.sts.Sha1;
import io.github.rolecall.console.RecordingConsole;
import io.github.rolecall.host.FakeTime;
import io.github.rolecall.host.Retry;
import io.github.rolecall.host.TestHost;
import io.github.rolecall.host.Thrown;
import io.github.rolecall.http.Http;
import io.github.rolecall.network.Networks;
import io.github.rolecall.problem.ProfileProblem;
import io.github.rolecall.problem.SsoProblem;
import io.github.rolecall.testkit.FakeAws;
import io.github.rolecall.testkit.Fault;
import io.github.rolecall.testkit.sso.IdentityCenter;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests that the token of a sign-in is renewed as botocore renews it. */
class SsoTokensTest {
  @TempDir Path home;

  private final FakeTime time = new FakeTime(Instant.now());
  private final FakeAws aws = FakeAws.builder().clock(time).start();
  private final RecordingConsole console = new RecordingConsole();
  private SsoSession session =
      new SsoSession(
          Optional.of("corp"),
          IdentityCenter.START_URL,
          "eu-central-1",
          List.of(),
          aws.url(),
          aws.url());
  private SsoToken first;

  private SsoCaller caller() {
    return caller(time);
  }

  private SsoCaller caller(FakeTime machine) {
    return new SsoCaller(
        TestHost.at(home, Map.of(), machine),
        console,
        Networks.direct(),
        new Retry(3, Duration.ofSeconds(60)));
  }

  @BeforeEach
  void signIn() {
    first = new SsoSignIn(caller(), session, new Browser()).browser(0, Duration.ofSeconds(30));
  }

  @AfterEach
  void stop() {
    aws.close();
  }

  private SsoToken current() {
    return new SsoTokens(caller(), session, "dev").current();
  }

  private Path file() {
    return home.resolve(".aws/sso/cache").resolve(Sha1.of("corp") + ".json");
  }

  @Test
  void aTokenThatLastsIsNotRenewed() {
    time.pass(Duration.ofMinutes(44));
    assertEquals(first.accessToken(), current().accessToken());
    assertEquals(1, aws.calls("CreateToken").size());
  }

  @Test
  void aTokenIsRenewedAQuarterOfAnHourBeforeItsEnd() throws IOException {
    time.pass(Duration.ofMinutes(46));
    SsoToken second = current();
    assertNotEquals(first.accessToken(), second.accessToken());
    String kept = Files.readString(file());
    assertTrue(kept.contains(second.accessToken().reveal()));
    assertTrue(kept.contains(second.refreshToken().orElseThrow().reveal()));
    assertTrue(kept.contains("\"startUrl\": \"" + IdentityCenter.START_URL + "\""));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file())));

    time.pass(Duration.ofMinutes(90));
    assertNotEquals(second.accessToken(), current().accessToken(), "also after its end");
  }

  @Test
  void aRenewalThatFailsKeepsATokenThatIsValid() throws IOException {
    String before = Files.readString(file());
    time.pass(Duration.ofMinutes(50));
    aws.fault("CreateToken", Fault.error(500, "server_error", "broken"));
    assertEquals(first.accessToken(), current().accessToken());
    assertEquals(before, Files.readString(file()));
    assertTrue(
        console.of("info").get(0).startsWith("Could not renew the sign-in of corp (sso-refused)"),
        console.events().toString());
  }

  @Test
  void aSessionThatHasEndedNeedsASignIn() throws IOException {
    aws.identityCenter().endSessions();
    String before = Files.readString(file());
    time.pass(Duration.ofMinutes(61));
    var problem = Thrown.problem(ProfileProblem.LoginNeeded.class, this::current);
    assertTrue(problem.reason().contains("the session has ended"), problem.reason());
    assertEquals(before, Files.readString(file()));
  }

  @Test
  void aFaultIsNoReasonToSignIn() {
    time.pass(Duration.ofMinutes(61));
    Fault broken = Fault.error(500, "server_error", "broken");
    aws.fault("CreateToken", broken, broken, broken);
    Thrown.problem(SsoProblem.Refused.class, this::current);
    assertEquals(
        2, aws.calls("CreateToken").size(), "a request that may have succeeded is not repeated");
  }

  @Test
  void aClientThatHasEndedCannotRenew() {
    time.pass(Duration.ofDays(91));
    SsoCaller caller = caller();
    var tokens = new SsoTokens(caller, session, "dev");
    assertEquals(first.accessToken(), tokens.current().accessToken(), "AWS must decide that");
    caller.host().http().ask(new Http.Request("x", aws.url(), Map.of(), Networks.direct()));
    var problem = Thrown.problem(ProfileProblem.LoginNeeded.class, tokens::current);
    assertTrue(problem.reason().startsWith("the sign-in expired at 2"), problem.reason());
    assertEquals(Optional.empty(), problem.clock());
    assertEquals(1, aws.calls("CreateToken").size());
  }

  @Test
  void aClockThatKeptUsFromKnowingIsNamed() {
    time.pass(Duration.ofDays(91));
    var slow = new FakeTime(time.instant().minus(Duration.ofDays(91)));
    SsoCaller caller = caller(slow);
    var tokens = new SsoTokens(caller, session, "dev");
    assertEquals(first.accessToken(), tokens.current().accessToken());
    caller.host().http().ask(new Http.Request("x", aws.url(), Map.of(), Networks.direct()));
    var problem = Thrown.problem(ProfileProblem.LoginNeeded.class, tokens::current);
    assertEquals("91 days slow", problem.clock().orElseThrow().amount());
  }

  @Test
  void severalAtATimeRenewOnce() {
    time.pass(Duration.ofMinutes(55));
    List<CompletableFuture<SsoToken>> all =
        Stream.generate(() -> CompletableFuture.supplyAsync(this::current)).limit(4).toList();
    assertEquals(1, all.stream().map(one -> one.join().accessToken().reveal()).distinct().count());
    assertEquals(2, aws.calls("CreateToken").size());
  }

  @Test
  void aFileThatCannotBeWrittenEndsNoTokenThatIsValid() throws IOException {
    Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("r--------"));
    time.pass(Duration.ofMinutes(50));
    assertEquals(first.accessToken(), current().accessToken());
    assertEquals(1, aws.calls("CreateToken").size(), "the refresh token is still good");
  }

  @Test
  void noTokenOrADamagedOneNeedsASignIn() throws IOException {
    Files.writeString(file(), "{");
    assertEquals(
        "the file of the token is damaged",
        Thrown.problem(ProfileProblem.LoginNeeded.class, this::current).reason());
    Files.delete(file());
    assertEquals(
        "there is no sign-in",
        Thrown.problem(ProfileProblem.LoginNeeded.class, this::current).reason());
  }
}
