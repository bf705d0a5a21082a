package io.github.rolecall.action;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.testkit.FakeAws;
import io.github.rolecall.testkit.ci.GitLabRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests the command in real shells, and its output with other tools. */
class CommandIT {
  private static final String ROLE = "arn:aws:iam::111122223333:role/Deploy";
  private static final String SESSION = "arn:aws:sts::111122223333:assumed-role/Deploy/GitLab-";

  @TempDir Path folder;
  private FakeAws aws;
  private Map<String, String> environment;

  @BeforeEach
  void start() throws IOException {
    aws = FakeAws.start();
    environment = new HashMap<>(aws.gitLabJob().environment());
    environment.put("AWS_REGION", "eu-central-1");
    environment.put("PATH", RealParts.path(folder));
    environment.put("HOME", folder.toString());
  }

  @AfterEach
  void stop() {
    aws.close();
  }

  @Test
  void aFailureStopsTheScriptThatEvaluatesIt() {
    environment.put("ROLE_TO_ASSUME", "arn:aws:iam::111122223333:role/Prod");
    GitLabRun run =
        GitLabRun.sh(folder, environment, "eval \"$(rolecall assume)\"", "echo went on");
    assertEquals(1, run.exitCode());
    assertFalse(run.output().contains("went on"), run.output());
    assertTrue(run.output().contains("project_path:acme/shop"), run.output());
  }

  @Test
  void wrongUsageStopsTheScriptToo() {
    GitLabRun run =
        GitLabRun.sh(folder, environment, "eval \"$(rolecall assume --rolle x)\"", "echo went on");
    assertFalse(run.output().contains("went on"), run.output());
    assertTrue(run.output().contains("--rolle"), run.output());
  }

  @Test
  void wrongUsageShowsNoValueAndIsNoCommand() {
    GitLabRun run =
        GitLabRun.sh(
            folder,
            environment,
            "rolecall assume --aws-secret-access-key s3cret '::stop-commands::x' @file || true");
    assertTrue(run.output().contains("--aws-secret-access-key"), run.output());
    assertFalse(run.output().contains("s3cret"), run.output());
    assertFalse(run.output().contains("::stop"), run.output());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rolecall exec --role-to-assume \"$ROLE\" -- sh -c 'echo KEY=$AWS_ACCESS_KEY_ID'|--role-to-assume",
        "rolecall exec --profile=$PROFILE_OF_DEPLOY -- echo KEY=|--profile",
        "eval \"$(rolecall assume --role-to-assume ROLE --allowed-account-ids \"$EXPECTED\")\"|--allowed-account-ids",
        "eval \"$(rolecall assume --role-to-assume ROLE --inline-session-policy \"$POLICY\")\"|--inline-session-policy",
        "eval \"$(rolecall export --format env --source-profile ' ')\"|--source-profile",
        "rolecall whoami --forbidden-account-ids=$FORBIDDEN|--forbidden-account-ids",
        "rolecall import --csv \"$CSV\"|--csv"
      })
  void aVariableThatIsNotSetStopsTheScript(String line, String option) {
    environment.put("AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7ROLECAL");
    environment.put("AWS_SECRET_ACCESS_KEY", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYROLECALLKEY");
    GitLabRun run =
        GitLabRun.sh(folder, environment, line.replace("ROLE --", ROLE + " --"), "echo went on");
    // The exit code of eval is that of the printed statement, false.
    assertEquals(line.startsWith("eval") ? 1 : 2, run.exitCode(), run.output());
    assertTrue(run.output().contains(option + " is empty: a variable"), run.output());
    assertFalse(run.output().contains("went on"), run.output());
    assertFalse(run.output().contains("KEY="), run.output());
    assertEquals(List.of(), aws.calls());
  }

  @Test
  void aProfileThatNobodyWritesIsRefused() {
    GitLabRun run =
        GitLabRun.sh(
            folder, environment, "rolecall assume --aws-profile p --role-to-assume " + ROLE);
    assertEquals(2, run.exitCode());
    assertTrue(run.output().contains("only --format profile writes a profile"), run.output());
  }

  @Test
  void profilesThatAreWrittenAtOnceAreAllThere() throws IOException {
    GitLabRun run =
        GitLabRun.sh(
            folder,
            environment,
            "for i in 1 2 3 4 5 6; do rolecall assume --format profile --aws-profile p$i"
                + " --role-to-assume "
                + ROLE
                + " & done; wait");
    String credentials = Files.readString(folder.resolve(".aws/credentials"));
    String config = Files.readString(folder.resolve(".aws/config"));
    for (int i = 1; i <= 6; i++) {
      assertTrue(credentials.contains("[p" + i + "]"), run.output());
      assertTrue(config.contains("[profile p" + i + "]"), run.output());
    }
  }

  @Test
  void aStaleSessionTokenGoes() {
    environment.put("AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7ROLECAL");
    environment.put("AWS_SECRET_ACCESS_KEY", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYROLECALLKEY");
    GitLabRun run =
        GitLabRun.sh(
            folder,
            environment,
            "KEY=$AWS_ACCESS_KEY_ID SECRET=$AWS_SECRET_ACCESS_KEY",
            "export KEY SECRET AWS_SESSION_TOKEN=stale",
            "eval \"$(rolecall assume --access-key-id-env KEY --secret-access-key-env SECRET)\"",
            "echo \"token: ${AWS_SESSION_TOKEN-none}\"",
            "rolecall whoami --json");
    assertEquals(0, run.exitCode(), run.output());
    assertTrue(run.output().contains("token: none"), run.output());
    assertTrue(
        run.output().contains("\"Arn\":\"arn:aws:iam::111122223333:user/ci\""), run.output());
  }

  @Test
  void theAwsCliReadsTheCredentialProcess() throws IOException {
    RealParts.require("aws");
    Files.createDirectory(folder.resolve(".aws"));
    Files.writeString(
        folder.resolve(".aws/config"),
        "[profile ci]\nregion = eu-central-1\ncredential_process = "
            + folder.resolve("bin/rolecall")
            + " assume --format json --role-to-assume "
            + ROLE
            + "\n");
    GitLabRun run = GitLabRun.sh(folder, environment, "AWS_PROFILE=ci aws sts get-caller-identity");
    assertEquals(0, run.exitCode(), run.output());
    assertTrue(run.output().contains(SESSION), run.output());
  }

  @Test
  void theDotenvFileIsClosedToOthersAndCanBeSourced() throws IOException {
    RealParts.require("aws");
    GitLabRun run =
        GitLabRun.sh(
            folder,
            environment,
            "rolecall assume --format dotenv --output-file out.env --role-to-assume " + ROLE,
            "set -a; . ./out.env; set +a",
            "aws sts get-caller-identity");
    assertEquals(0, run.exitCode(), run.output());
    assertTrue(run.output().contains(SESSION), run.output());
    assertEquals(
        "rw-------",
        PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("out.env"))));
  }

  @Test
  void fishTakesItOver() {
    RealParts.require("fish");
    GitLabRun run =
        GitLabRun.sh(
            folder,
            environment,
            "fish -c 'rolecall assume --shell fish --role-to-assume "
                + ROLE
                + " | source; rolecall whoami'");
    assertEquals(0, run.exitCode(), run.output());
    assertTrue(run.output().contains(SESSION), run.output());
  }

  @Test
  void helpHasExamples() {
    GitLabRun run = GitLabRun.sh(folder, environment, "rolecall --help; rolecall assume --help");
    assertEquals(0, run.exitCode(), run.output());
    assertTrue(run.output().contains("eval \"$CREDENTIALS\""), run.output());
    assertTrue(run.output().contains("--forbidden-account-ids"), run.output());
  }
}
