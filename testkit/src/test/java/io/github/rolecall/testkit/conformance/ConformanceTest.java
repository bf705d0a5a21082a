package io.github.rolecall.testkit.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.testkit.ci.Program;
import io.github.rolecall.testkit.conformance.FakeAction.Fault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConformanceTest {

  @Test
  void knowsTheSituations() {
    List<Situation> all = Situation.all();

    assertEquals(63, all.size());
    assertEquals("oidc", all.get(0).toString());
    assertEquals(63, all.stream().map(Situation::name).distinct().count());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "oidc",
        "oidc-session-name",
        "oidc-duration",
        "oidc-audience",
        "oidc-audience-with-url",
        "oidc-other-region",
        "oidc-disable-retry",
        "oidc-denied"
      })
  void passesWhatDoesAsThePeer(String name) {
    assertEquals(List.of(), differences(name, Fault.NONE));
  }

  @ParameterizedTest
  @CsvSource({
    "oidc, SECRET_NOT_MASKED, masked: want",
    "oidc, WRONG_REQUEST_PARAMETER, requests: want",
    "oidc, TOKEN_CHANGED, requests: want",
    "oidc, ASKS_TWICE, requests: want",
    "oidc, WRONG_VARIABLE, env: want",
    "oidc, WRONG_OUTPUT, outputs: want",
    "oidc, POST_KEEPS_VARIABLES, post: want",
    "oidc, BROKEN_COMMAND_FILE, cannot be read",
    "oidc, WRITES_PROFILE, profiles: want",
    "oidc, CRASHES, main threw",
    "oidc-denied, EXPORTED_ON_FAILURE, 'failed, but exported [AWS_SESSION_TOKEN]'",
    "oidc-denied, SECRET_OUTPUT_ON_FAILURE, 'failed, but exported [aws-secret-access-key]'",
    "oidc-denied, FAILS_WITHOUT_ERROR, errors: want",
    "oidc-denied, CRASHES, main threw",
    "profile, NONE, profiles: want",
    "oidc-wrong-account, NONE, exit: want",
    "bad-region, CRASHES, error does not mention 'region'"
  })
  void reportsWhatDoesNot(String name, Fault fault, String difference) {
    List<String> differences = differences(name, fault);

    assertTrue(differences.stream().anyMatch(d -> d.startsWith(difference)), differences::toString);
  }

  @Test
  void thePeerItselfBreaksOneRuleTwice() {
    List<String> broken =
        Situation.all().stream()
            .flatMap(situation -> Conformance.judge(situation, situation.expected()).stream())
            .toList();

    assertEquals(2, broken.size(), broken::toString);
    assertTrue(broken.stream().allMatch(d -> d.startsWith("failed, but exported")));
  }

  @Test
  void aProgramThatHangsIsStopped(@TempDir Path work) throws Exception {
    Program hangs =
        (env, folder, out) -> {
          out.write('x');
          Thread.sleep(60_000);
          return 0;
        };

    TimedRun run = TimedRun.of(hangs, Map.of(), work, Duration.ofMillis(200));

    assertEquals("timeout", run.exit().asString());
    assertEquals("x", run.output());
  }

  @Test
  void aMissingPostStepIsADifference() {
    List<String> differences =
        Conformance.differences(Situation.named("oidc"), new FakeAction(Fault.NONE), null);

    assertEquals(1, differences.size());
    assertTrue(differences.get(0).startsWith("post: want"), differences::toString);
  }

  private static List<String> differences(String name, Fault fault) {
    FakeAction action = new FakeAction(fault);
    return Conformance.differences(Situation.named(name), action, action);
  }
}
