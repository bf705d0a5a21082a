package io.github.rolecall.aws.sso;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.aws.sts.Sha1;
import io.github.rolecall.console.RecordingConsole;
import io.github.rolecall.host.FakeTime;
import io.github.rolecall.host.Host;
import io.github.rolecall.host.Retry;
import io.github.rolecall.host.TestHost;
import io.github.rolecall.host.Thrown;
import io.github.rolecall.network.Networks;
import io.github.rolecall.option.FrontEnd;
import io.github.rolecall.problem.ExportProblem;
import io.github.rolecall.problem.SsoProblem;
import io.github.rolecall.testkit.Call;
import io.github.rolecall.testkit.FakeAws;
import io.github.rolecall.testkit.Fault;
import io.github.rolecall.testkit.sso.IdentityCenter;
import io.github.rolecall.text.Timestamps;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests a sign-in against a strict simulator, with a browser that follows the redirect. */
class SsoSignInTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  @TempDir Path home;

  private final FakeTime time = new FakeTime(Instant.now());
  private final FakeAws aws = FakeAws.builder().clock(time).start();
  private final RecordingConsole console = new RecordingConsole();
  private final Browser browser = new Browser();
  private Optional<String> name = Optional.of("corp");
  private List<String> scopes = List.of("sso:account:access");

  @AfterEach
  void stop() {
    aws.close();
  }

  private SsoSession session() {
    return new SsoSession(
        name, IdentityCenter.START_URL, "eu-central-1", scopes, aws.url(), aws.url());
  }

  private SsoSignIn signIn(SignInPage page) {
    Host host = TestHost.at(home, Map.of(), time);
    return new SsoSignIn(
        new SsoCaller(host, console, Networks.direct(), new Retry(3, Duration.ofSeconds(60))),
        session(),
        page);
  }

  private Path cache() {
    return home.resolve(".aws/sso/cache");
  }

  private Path tokenFile() {
    return cache().resolve(Sha1.of(name.orElse(IdentityCenter.START_URL)) + ".json");
  }

  @Test
  void aDeviceCodeIsEnteredSomewhereElse() throws IOException {
    SsoToken token = signIn(browser).device();
    assertEquals(List.of("<p>Request approved</p>"), browser.pages());
    String end = Timestamps.seconds(token.expiresAt());
    assertEquals(
        ("{\"startUrl\": \"https://octo-corp.awsapps.com/start\", \"region\": \"eu-central-1\","
                + " \"accessToken\": \"%s\", \"expiresAt\": \"%s\", \"clientId\": \"%s\","
                + " \"clientSecret\": \"%s\", \"registrationExpiresAt\": \"%s\","
                + " \"refreshToken\": \"%s\"}")
            .formatted(
                token.accessToken().reveal(),
                end,
                token.client().orElseThrow().clientId(),
                token.client().orElseThrow().clientSecret().reveal(),
                Timestamps.seconds(time.instant().plus(Duration.ofDays(90)).minusSeconds(1)),
                token.refreshToken().orElseThrow().reveal()),
        Files.readString(tokenFile()));
    for (Path file : files()) {
      assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }
    assertEquals(2, files().size(), "the token and the client");
  }

  private List<Path> files() throws IOException {
    if (!Files.isDirectory(cache())) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(cache())) {
      return all.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
  }

  @Test
  void aDeviceAsksAsOftenAsItMay() {
    aws.identityCenter().interval(Duration.ofSeconds(7));
    aws.fault(
        "CreateToken",
        Fault.error(400, "authorization_pending", "wait"),
        Fault.error(400, "slow_down", "wait longer"),
        Fault.error(500, "server_error", "broken"));
    signIn(browser).device();
    assertEquals(
        List.of(7, 7, 12),
        time.slept().stream()
            .filter(d -> d.toSeconds() > 0)
            .map(Duration::toSeconds)
            .map(Long::intValue)
            .toList());
    assertEquals(4, aws.calls("CreateToken").size());
  }

  @Test
  void aSessionWithoutScopesIsRegisteredWithoutThem() throws IOException {
    name = Optional.empty();
    scopes = List.of();
    SsoToken token = signIn(browser).device();
    assertEquals(Optional.empty(), token.refreshToken());
    Call register = aws.calls("RegisterClient").get(0);
    assertEquals(List.of("clientName", "clientType"), List.copyOf(register.parameters().keySet()));
    assertTrue(Files.exists(tokenFile()), "the name of the file is of the start URL");
  }

  @Test
  void aDeviceThatIsDeniedKeepsWhatWasThere() throws IOException {
    Files.createDirectories(cache());
    Files.writeString(tokenFile(), "old");
    aws.identityCenter().denies(true);
    var denied = Thrown.problem(SsoProblem.Denied.class, () -> signIn(browser).device());
    assertTrue(denied.message(FrontEnd.COMMAND).contains("sign-in to corp was denied"));
    assertEquals("old", Files.readString(tokenFile()));
  }

  @Test
  void aDeviceWaitsNoLongerThanItsCodeLives() throws IOException {
    aws.identityCenter().deviceCode(Duration.ofSeconds(90));
    SignInPage nobody = (address, code, whole) -> {};
    var late = Thrown.problem(SsoProblem.TimedOut.class, () -> signIn(nobody).device());
    assertTrue(late.message(FrontEnd.COMMAND).contains("90 seconds"));
    assertFalse(Files.exists(tokenFile()));
  }

  @Test
  void aBrowserIsSentBackHere() throws IOException {
    SsoToken token = signIn(browser).browser(0, LIMIT);
    assertTrue(token.refreshToken().isPresent());
    Call register = aws.calls("RegisterClient").get(0);
    assertEquals(
        "[\"http://127.0.0.1/oauth/callback\"]", register.parameters().get("redirectUris"));
    assertEquals(IdentityCenter.START_URL, register.parameters().get("issuerUrl"));
    String client =
        Files.readString(
            files().stream().filter(f -> !f.equals(tokenFile())).findFirst().orElseThrow());
    assertTrue(
        client.endsWith(
            ", \"scopes\": [\"sso:account:access\"], \"grantTypes\": [\"authorization_code\","
                + " \"refresh_token\"]}"),
        "as the AWS CLI writes it");
    assertTrue(Files.exists(tokenFile()));
  }

  @Test
  void aClientIsUsedAgainForTheSameKindOfSignIn() {
    signIn(browser).browser(0, LIMIT);
    signIn(browser).browser(0, LIMIT);
    assertEquals(1, aws.calls("RegisterClient").size());
    signIn(browser).device();
    assertEquals(2, aws.calls("RegisterClient").size(), "another grant");
    signIn(browser).device();
    assertEquals(2, aws.calls("RegisterClient").size());
    time.pass(Duration.ofDays(90).minusMinutes(14));
    signIn(browser).device();
    assertEquals(3, aws.calls("RegisterClient").size(), "it ends soon");
  }

  @Test
  void aClientThatIsNotKnownAnyMoreIsRegisteredAnew() {
    signIn(browser).device();
    aws.fault("StartDeviceAuthorization", Fault.error(401, "invalid_client", "unknown"));
    signIn(browser).device();
    assertEquals(2, aws.calls("RegisterClient").size());
  }

  @Test
  void whatIsNotTheAnswerOfThisSignInIsRefused() {
    SignInPage page =
        (address, code, whole) -> {
          String port = whole.replaceFirst(".*127\\.0\\.0\\.1%3A(\\d+).*", "$1");
          String callback = "http://127.0.0.1:" + port;
          var thread =
              new Thread(
                  () -> {
                    assertEquals(404, browser.open(callback + "/favicon.ico"));
                    assertEquals(
                        400, browser.open(callback + "/oauth/callback?code=evil&state=guessed"));
                    browser.open(whole);
                  });
          thread.setDaemon(true);
          thread.start();
        };
    signIn(page).browser(0, LIMIT);
    assertEquals(3, browser.pages().size());
    assertEquals(1, aws.calls("CreateToken").size(), "the code of a stranger is never tried");
  }

  /** Any process of this machine can connect, and send single bytes. */
  @Test
  void whoeverDripsDoesNotHoldUpTheBrowser() {
    SignInPage page =
        (address, code, whole) -> {
          String port = whole.replaceFirst(".*127\\.0\\.0\\.1%3A(\\d+).*", "$1");
          Socket stranger = connected(Integer.parseInt(port));
          daemon(() -> drip(stranger));
          daemon(() -> browser.open(whole));
        };
    assertTimeoutPreemptively(Duration.ofSeconds(60), () -> signIn(page).browser(0, LIMIT));
  }

  private static void daemon(Runnable work) {
    var thread = new Thread(work);
    thread.setDaemon(true);
    thread.start();
  }

  private static Socket connected(int port) {
    try {
      return new Socket(InetAddress.getLoopbackAddress(), port);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void drip(Socket stranger) {
    try (stranger) {
      while (true) {
        stranger.getOutputStream().write('G');
        LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
      }
    } catch (IOException e) {
      // The server closed the connection.
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"99999999999999999999", "-1", "1e400", "9223372036854775807", "\"x\""})
  void aTimeThatIsNoneIsNoError(String seconds) throws IOException {
    String token = "{\"accessToken\": \"a-token-of-nobody\", \"expiresIn\": " + seconds + "}";
    aws.fault("CreateToken", Fault.body(200, "application/json", token));
    SsoToken issued = signIn(browser).browser(0, LIMIT);
    assertFalse(issued.expiresAt().isAfter(time.instant()), "the token has expired");
  }

  @Test
  void aBrowserSaysThatItWasDenied() throws IOException {
    aws.identityCenter().denies(true);
    var denied = Thrown.problem(SsoProblem.Denied.class, () -> signIn(browser).browser(0, LIMIT));
    assertEquals("access_denied", Thrown.fact(denied, "reason"));
    assertFalse(Files.exists(tokenFile()));
  }

  @Test
  void aBrowserThatNobodyUsesEndsTheWait() {
    SignInPage nobody = (address, code, whole) -> {};
    Thrown.problem(
        SsoProblem.TimedOut.class, () -> signIn(nobody).browser(0, Duration.ofMillis(50)));
  }

  @Test
  void aPortThatIsTakenIsNamed() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();
      var problem =
          Thrown.problem(SsoProblem.PortUnusable.class, () -> signIn(browser).browser(port, LIMIT));
      assertTrue(problem.message(FrontEnd.COMMAND).contains("Port " + port + " of 127.0.0.1"));
      assertEquals(List.of(), aws.calls(), "there are no calls");
    }
  }

  @Test
  void aFolderInTheWayIsToldBeforeAnybodySignsIn() throws IOException {
    Files.createDirectories(tokenFile());
    var problem =
        Thrown.problem(ExportProblem.FileUnusable.class, () -> signIn(browser).browser(0, LIMIT));
    assertTrue(problem.message(FrontEnd.COMMAND).contains("it is a folder"));
    assertTrue(Thrown.fact(problem, "file").equals(tokenFile().toString()));
    assertEquals(List.of(), aws.calls());
  }

  @Test
  void aReadOnlyFileStays() throws IOException {
    Files.createDirectories(cache());
    Files.writeString(tokenFile(), "mine");
    Files.setPosixFilePermissions(tokenFile(), PosixFilePermissions.fromString("r--------"));
    Thrown.problem(ExportProblem.FileUnusable.class, () -> signIn(browser).device());
    assertEquals("mine", Files.readString(tokenFile()));
    assertEquals(List.of(), aws.calls());
  }

  @Test
  void aFileInPlaceOfTheFolderIsNamed() throws IOException {
    Files.createDirectories(home.resolve(".aws/sso"));
    Files.writeString(cache(), "not a folder");
    var problem = Thrown.problem(ExportProblem.FileUnusable.class, () -> signIn(browser).device());
    assertTrue(problem.message(FrontEnd.COMMAND).contains("is not a folder"));
    assertEquals(List.of(), aws.calls());
  }

  @Test
  void aStartUrlThatNobodyKnowsIsRefused() {
    name = Optional.of("other");
    var wrong =
        new SsoSession(
            name, "https://other.awsapps.com/start", "eu-central-1", scopes, aws.url(), aws.url());
    Host host = TestHost.at(home, Map.of(), time);
    var caller = new SsoCaller(host, console, Networks.direct(), Networks.ONCE);
    var refused =
        Thrown.problem(
            SsoProblem.Refused.class, () -> new SsoSignIn(caller, wrong, browser).device());
    assertEquals("invalid_request", Thrown.fact(refused, "error"));
    assertTrue(refused.message(FrontEnd.COMMAND).contains("sso_start_url"));
  }

  @Test
  void noSecretIsSaid() throws IOException {
    signIn(browser).browser(0, LIMIT);
    signIn(browser).device();
    String said = String.join("\n", console.of("info")) + console.of("warn") + console.of("debug");
    for (String secret : aws.secrets()) {
      assertFalse(said.contains(secret));
    }
    List<String> masked = console.of("mask");
    String kept = Files.readString(tokenFile(), UTF_8);
    for (String secret : aws.secrets()) {
      if (kept.contains(secret)) {
        assertTrue(masked.contains(secret), "a secret in the file is not masked");
      }
    }
  }
}
