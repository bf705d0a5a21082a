package io.github.rolecall.action;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.testkit.FakeAws;
import io.github.rolecall.testkit.Fault;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that a run waits as long as a server asks for, and retries as often as its time allows. */
class AskedToWaitTest {
  /** The value of Retry-After in {@link WireFault#BUSY}. */
  private static final Duration ASKED = Duration.ofSeconds(7);

  @TempDir private Path home;
  private final List<Duration> waits = Collections.synchronizedList(new ArrayList<>());
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  private int run(List<String> arguments, Map<String, String> variables) {
    var environment = new HashMap<>(variables);
    environment.putIfAbsent("AWS_EC2_METADATA_DISABLED", "true");
    environment.put("HOME", home.toString());
    var out = new PrintStream(said, true, UTF_8);
    return Main.run(
        arguments.toArray(String[]::new),
        TestHost.of(environment, home, home, out).with(FaultsTest.waitsPassAtOnce(waits::add)),
        out);
  }

  private String said() {
    return waits + "\n" + said.toString(UTF_8);
  }

  /**
   * Excludes IAM, which is called once, and the renewal of a sign-in, whose token works only once.
   */
  @ParameterizedTest
  @EnumSource(
      mode = Mode.EXCLUDE,
      names = {"IAM", "SSO_OIDC"})
  void everyServerIsLeftAloneForAsLongAsItAsks(FaultyCall call) throws IOException {
    try (var server = new FaultyServer(WireFault.BUSY, call.https(), "")) {
      FaultyCall.Run run = call.at(server.url(), home, 300);
      assertEquals(1, run(run.arguments(), run.environment()), this::said);
    }
    assertWaits();
  }

  @Test
  void theServerOfSignInsIsLeftAloneToo() throws IOException {
    try (var server = new FaultyServer(WireFault.BUSY, true, "")) {
      Map<String, String> profile = FaultyCall.SSO_OIDC.at(server.url(), home, 300).environment();
      var words = List.of("sso", "login", "--profile=p", "--use-device-code");
      assertEquals(1, run(words, profile), this::said);
    }
    assertWaits();
  }

  /** Ignores the last wait, which ends at the time limit of the run. */
  private void assertWaits() {
    assertFalse(waits.isEmpty(), this::said);
    assertTrue(waits.stream().limit(2).allMatch(wait -> wait.compareTo(ASKED) >= 0), this::said);
  }

  /** The number of attempts does not end a run that has time left. */
  @ParameterizedTest
  @ValueSource(ints = {1, 12, 24})
  void throttlingIsRetriedAsOftenAsTheTimeAllows(int times) {
    try (FakeAws aws = FakeAws.start()) {
      Fault throttled = Fault.error(400, "Throttling", "Rate exceeded");
      aws.fault(
          "AssumeRoleWithWebIdentity", Collections.nCopies(times, throttled).toArray(Fault[]::new));
      var environment = new HashMap<>(aws.gitLabJob().environment());
      environment.put("AWS_REGION", "us-east-1");
      int exit = run(List.of("assume", "--role-to-assume=" + ClockBed.ROLE), environment);
      assertEquals(0, exit, this::said);
      assertEquals(times, waits.size(), this::said);
    }
  }

  @Test
  void whatTheTableOfFaultsSaysIsWhatIsAskedFor() {
    String answer = new String(WireFault.BUSY.sent("").orElseThrow(), UTF_8);
    assertTrue(answer.contains("\r\nRetry-After: " + ASKED.toSeconds() + "\r\n"), answer);
  }
}
