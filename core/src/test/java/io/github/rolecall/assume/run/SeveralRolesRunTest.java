package io.github.rolecall.assume.run;

import static io.github.rolecall.assume.plan.Planned.ROLE;
import static io.github.rolecall.assume.plan.Planned.SECOND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.assume.plan.PlannedRole;
import io.github.rolecall.export.Exporter;
import io.github.rolecall.host.Thrown;
import io.github.rolecall.option.Input;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.RunProblem;
import io.github.rolecall.session.Assumed;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests two roles of one run: one token, two sessions, and a complete export or none. */
class SeveralRolesRunTest {
  private static final String TOKEN_CALL = "AssumeRoleWithWebIdentity";
  private static final String SESSION = "GitHub-octo-org-octo-repo-1793000017-1";
  private static final String DEPLOY = "arn:aws:sts::111122223333:assumed-role/Deploy/" + SESSION;
  private static final String CHAINED = "arn:aws:sts::111122223333:assumed-role/Chained/" + SESSION;

  @TempDir private Path home;
  private final List<String> written = new ArrayList<>();
  private SimulatedRun run;

  @BeforeEach
  void start() {
    run = new SimulatedRun(home).gitHub();
  }

  @AfterEach
  void stop() {
    run.close();
  }

  /** Plans two roles, each with additional options. */
  private List<PlannedRole> planned(String first, String second) {
    String roles =
        """
        - {name: a, role-to-assume: "%s", environment-prefix: A_%s}
        - {name: b, role-to-assume: ["%s", "%s"], environment-prefix: B_%s}
        """;
    return run.with(Input.ROLES, roles.formatted(ROLE, first, ROLE, SECOND, second)).planned();
  }

  /** Returns an exporter that records what it exports. */
  private List<Exporter> places(PlannedRole role, Assumed ignored) {
    return List.of(
        assumed -> {
          written.add("prepared " + role.name());
          return () -> {
            written.add(role.name() + " " + assumed.identity().arn());
            return "the place of " + role.name();
          };
        });
  }

  @Test
  void bothAreAssumedWithOneTokenAndExportedInTheirOrder() {
    List<PlannedRole> roles = planned("", "");
    List<Assume.Exported> exported =
        run.assume()
            .export(
                roles,
                this::places,
                whole -> {
                  written.add("begins");
                  whole.run();
                  written.add("ends");
                });
    assertEquals(
        List.of("begins", "prepared a", "prepared b", "a " + DEPLOY, "b " + CHAINED, "ends"),
        written);
    assertEquals(roles, exported.stream().map(Assume.Exported::role).toList());
    assertEquals(
        List.of(DEPLOY, CHAINED),
        exported.stream().map(one -> one.assumed().identity().arn()).toList());
    assertEquals(
        List.of(List.of("the place of a"), List.of("the place of b")),
        exported.stream().map(Assume.Exported::places).toList());
    assertEquals(1, run.aws.calls("oidc-token").size());
    assertEquals(2, run.aws.calls(TOKEN_CALL).size());
    assertEquals("exporting the credentials", run.host().deadline().doing());
    List<String> said = run.console.of("info");
    assertTrue(
        said.stream().anyMatch(text -> text.startsWith("Authenticated as " + DEPLOY + ", valid")),
        said::toString);
  }

  @Test
  void whatIsSaidOfOneOfThemHasItsNameBeforeIt() {
    List<PlannedRole> roles = planned("", "");
    run.assume().run(roles);
    List<String> said = run.console.of("debug");
    assertTrue(said.stream().anyMatch(text -> text.startsWith("a: role: ")), said::toString);
    assertTrue(said.stream().anyMatch(text -> text.startsWith("b: role: ")), said::toString);
  }

  @Test
  void oneThatFailsAGuardLetsNothingOut() {
    List<PlannedRole> roles = planned("", ", allowed-account-ids: \"999999999999\"");
    var problem =
        Thrown.problem(
            RunProblem.OfRole.class, () -> run.assume().export(roles, this::places, Runnable::run));
    assertEquals("b", problem.role());
    assertEquals("account-not-allowed", problem.problem().code());
    assertEquals(List.of(), written);
  }

  @Test
  void allThatFailAreNamed() {
    String guard = ", allowed-account-ids: \"999999999999\"";
    List<PlannedRole> roles = planned(guard, guard);
    var problem = Thrown.problem(RunProblem.OfRole.class, () -> run.assume().run(roles));
    assertEquals("a", problem.role());
    assertEquals(List.of("b (account-not-allowed)"), problem.others());
  }

  @Test
  void aRunWhoseTimeIsOverExportsNothing() {
    List<PlannedRole> roles = planned("", "");
    Runnable[] late = new Runnable[1];
    run.assume().export(roles, this::places, whole -> late[0] = whole);
    run.host().deadline().limit(Duration.ofMillis(50));
    // The time limit ends during other work, before the export starts.
    assertThrows(
        CredentialsException.class,
        () ->
            run.host()
                .deadline()
                .run(
                    () -> {
                      sleep();
                      return "";
                    }));
    assertThrows(CredentialsException.class, () -> late[0].run());
    assertFalse(written.stream().anyMatch(text -> text.startsWith("a ")), written::toString);
  }

  private static void sleep() {
    try {
      Thread.sleep(60_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
