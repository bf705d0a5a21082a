package io.github.rolecall.action;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.testkit.Call;
import io.github.rolecall.testkit.FakeAws;
import io.github.rolecall.testkit.Fault;
import io.github.rolecall.testkit.ci.GitLabRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Tests {@code rolecall serve} around the real AWS CLI, in a real shell. */
@Tag("sessions")
class ServeIT {
  /** Rolecall renews when 10 seconds are left, so the AWS CLI has 10 seconds for a call. */
  private static final int SESSION_SECONDS = 12;

  private static final String ROLE = "--role-to-assume arn:aws:iam::111122223333:role/Deploy";
  private static final String SERVE = "rolecall serve " + ROLE + " -- ";

  @TempDir Path folder;
  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private FakeAws aws = FakeAws.builder().onCall(calls::add).start();

  @AfterEach
  void stop() {
    aws.close();
  }

  private GitLabRun sh(String... script) throws IOException {
    return sh(Map.of(), script);
  }

  private GitLabRun sh(Map<String, String> more, String... script) throws IOException {
    var environment = new HashMap<>(aws.gitLabJob().environment());
    environment.put("AWS_REGION", "eu-central-1");
    environment.put("PATH", RealParts.path(folder));
    environment.put("HOME", folder.toString());
    environment.putAll(more);
    return GitLabRun.sh(folder, environment, script);
  }

  private long exchanges() {
    return calls.stream().filter(call -> call.toString().contains("AssumeRoleWith")).count();
  }

  @Test
  void theCommandGetsAnAddressAndNoKeys() throws IOException {
    GitLabRun run =
        sh(
            Map.of("AWS_PROFILE", "not-there", "AWS_ACCESS_KEY_ID", "AKIAOUTER"),
            SERVE + "sh -c 'env | grep ^AWS_ | sort; aws sts get-caller-identity'");
    assertEquals(0, run.exitCode(), run.output());
    assertTrue(run.output().contains("AWS_CONTAINER_CREDENTIALS_FULL_URI=http://127.0.0.1:"));
    assertTrue(run.output().contains("AWS_REGION=eu-central-1"), run.output());
    assertTrue(run.output().contains("assumed-role/Deploy/GitLab-"), run.output());
    for (String absent : List.of("AWS_ACCESS_KEY_ID=", "AWS_PROFILE=", "AWS_ID_TOKEN=")) {
      assertFalse(run.output().contains(absent), run.output());
    }
    aws.secrets().forEach(secret -> assertFalse(run.output().contains(secret), run.output()));
  }

  /** Otherwise the AWS CLI would silently use another identity. */
  @Test
  void theCommandDoesNotSeeCredentialsOfTheDefaultProfile() throws IOException {
    Path file = folder.resolve(".aws/credentials");
    Files.createDirectories(file.getParent());
    Files.writeString(
        file, "[default]\naws_access_key_id = AKIAOTHER\naws_secret_access_key = other\n");
    GitLabRun run = sh(SERVE + "aws sts get-caller-identity");
    assertTrue(run.output().contains("assumed-role/Deploy/GitLab-"), run.output());
    assertTrue(run.output().contains("The command does not see " + file), run.output());
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void aCommandOutlivesThreeSessions() throws IOException {
    aws.close();
    aws =
        FakeAws.builder()
            .longestSession(Duration.ofSeconds(SESSION_SECONDS))
            .onCall(calls::add)
            .start();
    GitLabRun run =
        sh(
            SERVE
                + "sh -c 'end=$(($(date +%s) + "
                + 4 * SESSION_SECONDS
                + ")); while [ $(date +%s) -lt $end ]; do"
                + " aws sts get-caller-identity > said 2>&1 || { cat said; exit 9; };"
                + " sleep 1; done; cat said'");
    assertEquals(0, run.exitCode(), run.output());
    assertTrue(run.output().contains("assumed-role/Deploy/GitLab-"), run.output());
    assertTrue(exchanges() >= 4, calls.toString());
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void aRefusedRenewalIsReportedWhenTheSessionHasEnded() throws IOException {
    aws.close();
    aws = FakeAws.builder().longestSession(Duration.ofSeconds(SESSION_SECONDS)).start();
    aws.fault("AssumeRoleWithWebIdentity", Fault.none());
    aws.fault(
        "AssumeRoleWithWebIdentity",
        Stream.generate(() -> Fault.error(403, "AccessDenied", "Not any more"))
            .limit(100)
            .toArray(Fault[]::new));
    GitLabRun run =
        sh(
            "rolecall serve --disable-retry true "
                + ROLE
                + " -- "
                + "sh -c 'while aws sts get-caller-identity > said 2>&1; do sleep 1; done;"
                + " cat said'");
    assertTrue(run.output().contains("Could not renew the credentials of arn:aws"), run.output());
    assertTrue(run.output().contains("Could not renew them: "), run.output());
    assertTrue(run.output().contains("Not any more"), run.output());
  }

  @Test
  void whatAwsRefusesRunsNothing() throws IOException {
    GitLabRun run =
        sh(
            "rolecall serve --role-to-assume arn:aws:iam::111122223333:role/Prod -- touch ran ||"
                + " echo code $?");
    assertTrue(run.output().contains("code 1"), run.output());
    assertFalse(Files.exists(folder.resolve("ran")));
  }

  @Test
  void theExitCodeIsThatOfTheCommand() throws IOException {
    assertTrue(sh(SERVE + "sh -c 'exit 7' || echo code $?").output().contains("code 7"));
    assertTrue(sh(SERVE + "no-such-program || echo code $?").output().contains("code 127"));
    assertTrue(sh(SERVE + " || echo code $?").output().contains("Missing: COMMAND"));
  }

  @Test
  void severalRolesHaveNoPlaceInOneCommand() throws IOException {
    Files.writeString(
        folder.resolve("roles.yaml"),
        """
        roles:
          - {name: one, role-to-assume: "arn:aws:iam::111122223333:role/Deploy"}
          - {name: two, role-to-assume: "arn:aws:iam::111122223333:role/Deploy", environment-prefix: TWO_}
        """);
    GitLabRun run = sh("rolecall serve --config roles.yaml -- touch ran || echo code $?");
    assertTrue(run.output().contains("only one endpoint"), run.output());
    assertTrue(run.output().contains("code 2"), run.output());
  }
}
