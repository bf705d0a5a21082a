package io.github.rolecall.assume.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.assume.plan.PlannedRole;
import io.github.rolecall.host.Programs;
import io.github.rolecall.host.Thrown;
import io.github.rolecall.option.Input;
import io.github.rolecall.problem.IdentityProblem;
import io.github.rolecall.session.UnverifiedCredentials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests credentials that are printed unchanged, without a call to AWS that verifies their identity.
 */
class UnverifiedTest {
  @TempDir private Path home;
  private SimulatedRun run;

  @BeforeEach
  void start() {
    run = new SimulatedRun(home);
  }

  @AfterEach
  void stop() {
    run.close();
  }

  private UnverifiedCredentials got() {
    PlannedRole role = run.planned().get(0);
    return run.assume().unverified(role);
  }

  private IdentityProblem.Expired expired() {
    return Thrown.problem(IdentityProblem.Expired.class, this::got);
  }

  @Test
  void keysInTheEnvironmentAreHiddenAndNobodyIsAsked() {
    run.keysInEnvironment();
    UnverifiedCredentials got = got();
    assertEquals("us-east-1", got.region());
    assertEquals(SimulatedRun.KEY, got.credentials().secretAccessKey().reveal());
    assertTrue(
        run.console.of("mask").containsAll(List.of(SimulatedRun.KEY, SimulatedRun.KEY_ID)),
        "the keys are hidden");
    assertEquals(List.of(), run.calls());
  }

  @Test
  void aProfileAndTheDefaultsGiveWhatTheFilesSay() throws IOException {
    Files.createDirectory(home.resolve(".aws"));
    Files.writeString(
        home.resolve(".aws/credentials"),
        """
        [default]
        aws_access_key_id = AKIADEFAULT
        aws_secret_access_key = one
        [a]
        aws_access_key_id = AKIAPROFILE
        aws_secret_access_key = two
        """);
    assertEquals("AKIADEFAULT", got().credentials().accessKeyId());
    assertTrue(run.console.of("mask").contains("one"), "the key is hidden");
    run.with(Input.SOURCE_PROFILE, "a");
    assertEquals("AKIAPROFILE", got().credentials().accessKeyId());
    assertTrue(run.console.of("mask").contains("two"), "the key is hidden");
  }

  @Test
  void keysThatSayThatTheyHaveEndedAreRefused() {
    run.keysInEnvironment();
    Instant now = run.time.instant();
    String variable = "AWS_CREDENTIAL_EXPIRATION";
    run.environment.put(variable, now.plusSeconds(60).toString());
    got();
    run.time.pass(Duration.ofSeconds(61));
    IdentityProblem.Expired problem = expired();
    assertEquals(variable, problem.toldBy());
    assertEquals("the credentials in the environment", problem.source());
  }

  @Test
  void aProgramNamesTheEndAsAwsDoes() throws IOException {
    String keys =
        """
        {"Version": 1, "AccessKeyId": "AKIAPROGRAM", "SecretAccessKey": "secret",
         "Expiration": "2020-01-01T00:00:00Z"}""";
    Path program = Programs.script(home, "keys", "cat <<'END'", keys, "END");
    Files.createDirectory(home.resolve(".aws"));
    Files.writeString(
        home.resolve(".aws/config"), "[default]\ncredential_process = " + program + "\n");
    assertEquals("Expiration", expired().toldBy());
  }

  @Test
  void whatHasToBeProvenIsNotPrintedUnproven() {
    run.keysInEnvironment().with(Input.ALLOWED_ACCOUNT_IDS, "111122223333");
    assertThrows(IllegalArgumentException.class, this::got);
    assertEquals(List.of(), run.calls());
  }

  @Test
  void whatIsTakenIsSaid() {
    run.keysInEnvironment();
    got();
    List<String> said = run.console.of("debug");
    assertTrue(
        said.stream().anyMatch(text -> text.contains("the credentials in the environment")),
        said::toString);
  }
}
