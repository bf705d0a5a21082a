package io.github.rolecall.action;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.host.Time;
import io.github.rolecall.testkit.FakeAws;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Tests the message when STS has a real certificate that is not valid now. {@link FaultsTest} tests
 * the other servers.
 */
class CertificateTimesTest {
  private static final String CODE = "(certificate-out-of-time)";
  private static final String RENEW = "Ask the administrators of https://localhost";

  @TempDir private Path home;
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  private String assumed(WireFault fault, Map<String, String> job) throws IOException {
    try (var sts = new FaultyServer(fault, true, "")) {
      var environment = new HashMap<>(job);
      environment.put("AWS_ENDPOINT_URL_STS", sts.url());
      environment.put("AWS_REGION", "us-east-1");
      environment.put("HOME", home.toString());
      var out = new PrintStream(said, true, UTF_8);
      int exit =
          Main.run(
              new String[] {"assume", "--role-to-assume=" + ClockBed.ROLE},
              TestHost.of(environment, home, home, out)
                  .with(new Time(Clock.systemUTC(), wait -> {}, () -> 0.5)),
              out);
      assertEquals(1, exit, said.toString(UTF_8));
      assertEquals(0, sts.questions(), "STS got a request");
      return said.toString(UTF_8);
    }
  }

  @ParameterizedTest
  @CsvSource({"EXPIRED, expired at", "NOT_YET_VALID, is not valid before"})
  void theMessageSaysWhoseCertificateItIsAndWhenItIsValid(WireFault fault, String words)
      throws IOException {
    String text = assumed(fault, Map.of("GITLAB_CI", "true", "AWS_ID_TOKEN", FaultyCall.TOKEN));
    String from = fault.validFrom().orElseThrow().toString();
    String until = fault.validUntil().orElseThrow().toString();
    String limit = fault == WireFault.EXPIRED ? until : from;
    assertTrue(
        text.contains(
            "The certificate of STS " + words + " " + limit + ", by the clock of this machine"),
        text);
    assertTrue(text.contains("from " + from + " to " + until), text);
    assertTrue(text.contains("clock of this machine"), text);
    assertTrue(text.contains("1. The clock of this machine says "), text);
    assertTrue(text.contains("2. " + RENEW), text);
    assertTrue(text.contains(CODE), text);
  }

  /** The answer of the token endpoint, which came first, has shown that the clock is right. */
  @Test
  void aClockThatIsRightIsNotToBeSet() throws IOException {
    String text = ofGitHub(WireFault.EXPIRED, Instant.now());
    assertTrue(text.contains("1. " + RENEW), text);
    assertFalse(text.contains("set the clock"), text);
  }

  @ParameterizedTest
  @CsvSource({"EXPIRED, P1D", "EXPIRED, P-1D", "NOT_YET_VALID, P-1D"})
  void aClockThatIsWrongByTooLittleIsNotNamed(WireFault fault, Period off) throws IOException {
    String text = ofGitHub(fault, Instant.now().plus(off));
    assertTrue(text.contains("1. " + RENEW), text);
    assertFalse(text.contains("This machine's clock is"), text);
  }

  @ParameterizedTest
  @CsvSource({"EXPIRED, days fast", "NOT_YET_VALID, days slow"})
  void aClockThatExplainsItIsToBeSet(WireFault fault, String amount) throws IOException {
    Instant meanwhile = fault.validFrom().orElseThrow().plus(Duration.ofDays(10));
    String text = ofGitHub(fault, meanwhile);
    assertTrue(
        text.matches("(?s).*1\\. Set the clock of this machine: it is \\d+ " + amount + ".*"),
        text);
    assertTrue(text.contains("2. " + RENEW), text);
  }

  /** TLS uses the real time of this machine, so this test changes the time of the servers. */
  private String ofGitHub(WireFault fault, Instant servers) throws IOException {
    Clock clock = Clock.offset(Clock.systemUTC(), Duration.between(Instant.now(), servers));
    try (FakeAws aws = FakeAws.builder().clock(clock).start()) {
      String text = assumed(fault, aws.gitHubJob().environment());
      assertTrue(text.contains(CODE), text);
      return text;
    }
  }
}
