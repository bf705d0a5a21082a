package io.github.rolecall.assume.run;

import static io.github.rolecall.assume.plan.Planned.ROLE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.assume.plan.PlannedRole;
import io.github.rolecall.aws.sts.Sts;
import io.github.rolecall.ci.CiPlatform;
import io.github.rolecall.host.Programs;
import io.github.rolecall.host.Thrown;
import io.github.rolecall.network.Networks;
import io.github.rolecall.option.Input;
import io.github.rolecall.plan.Plan;
import io.github.rolecall.plan.Source;
import io.github.rolecall.problem.IdentityProblem;
import io.github.rolecall.problem.Problem;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that each source returns its token or keys, and masks them first. */
class SourcesTest {
  @TempDir private Path home;
  private SimulatedRun run;
  private String token = "";

  @BeforeEach
  void start() {
    run = new SimulatedRun(home).with(Input.ROLE_TO_ASSUME, ROLE);
    token = run.aws.gitHubJob().idToken("sts.amazonaws.com");
  }

  @AfterEach
  void stop() {
    run.close();
  }

  private void assertAssumed() {
    run.assume().run(run.planned());
    assertEquals(List.of("AssumeRoleWithWebIdentity"), run.calls());
    assertTrue(run.console.of("mask").contains(token), "the token is hidden");
  }

  @Test
  void aTokenIsGiven() {
    run.with(Input.WEB_IDENTITY_TOKEN, token + "\n");
    assertAssumed();
  }

  @Test
  void aProgramPrintsTheToken() {
    run.with(Input.WEB_IDENTITY_TOKEN_COMMAND, printing(token));
    assertAssumed();
  }

  /** Returns a program that prints this text and a line break. */
  private String printing(String text) {
    return Programs.script(home, "print", "echo '" + text + "'").toString();
  }

  @ParameterizedTest
  @ValueSource(strings = {"geheim and more", ""})
  void aProgramThatPrintsSomethingElseIsNamedAndItsOutputHidden(String text) {
    run.with(Input.WEB_IDENTITY_TOKEN_COMMAND, printing(text));
    List<PlannedRole> roles = run.planned();
    var problem =
        Thrown.problem(IdentityProblem.CommandOutput.class, () -> run.assume().run(roles));
    assertEquals("--web-identity-token-command", problem.purpose());
    assertEquals(List.of(), run.calls());
    assertTrue(run.console.of("mask").contains(text), "what it printed is hidden");
  }

  @Test
  void whatIsNoTokenIsHiddenAllTheSame() {
    run.with(Input.WEB_IDENTITY_TOKEN, "surely-not-a-token");
    List<PlannedRole> roles = run.planned();
    Thrown.problem(Problem.class, () -> run.assume().run(roles));
    assertTrue(run.console.of("mask").contains("surely-not-a-token"));
  }

  @Test
  void aSourceOfTheOtherKindGivesNothing() {
    Plan.Reach reach = run.planned().get(0).plan().reach();
    var sources = new Sources(run.host(), CiPlatform.detect(run.host()), run.console);
    var sts = new Sts("us-east-1", reach.network(), Networks.http());
    assertThrows(
        IllegalArgumentException.class, () -> sources.token(new Source.Profile("x"), reach));
    assertThrows(
        IllegalArgumentException.class,
        () -> sources.credentials(new Source.TokenFile(home, "x"), reach, sts));
    assertFalse(run.console.events().stream().anyMatch(event -> event.startsWith("mask ")));
  }
}
