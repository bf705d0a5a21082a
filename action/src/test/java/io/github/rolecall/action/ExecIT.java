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
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests {@code rolecall exec}, {@code export} and {@code import} in a real shell. */
class ExecIT {
  private static final String EXEC =
      "rolecall exec --role-to-assume arn:aws:iam::111122223333:role/Deploy -- ";

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

  private GitLabRun sh(String... script) {
    return GitLabRun.sh(folder, environment, script);
  }

  @Test
  void theCommandHasTheCredentialsAndNobodyElse() throws IOException {
    environment.put("AWS_PROFILE", "not-there");
    List<Path> before = files();
    GitLabRun run =
        sh(
            EXEC
                + "sh -c 'rolecall whoami; echo \"$AWS_REGION ${AWS_PROFILE-none} $1\"' sh"
                + " --role-to-assume",
            "echo \"after: ${AWS_ACCESS_KEY_ID-none}\"");
    assertEquals(0, run.exitCode(), run.output());
    assertTrue(run.output().contains("assumed-role/Deploy/GitLab-"), run.output());
    assertTrue(run.output().contains("eu-central-1 none --role-to-assume"), run.output());
    assertTrue(run.output().contains("after: none"), run.output());
    assertEquals(before, files(), "no new files");
    aws.secrets().forEach(secret -> assertFalse(run.output().contains(secret), run.output()));
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      return walk.sorted().toList();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "sh -c 'exit 7', 7",
    "true, 0",
    "no-such-program, 127",
    "sh -c 'kill -TERM $$', 143",
    "sh -c 'kill -KILL $$', 137"
  })
  void theExitCodeIsThatOfTheCommand(String command, int exit) {
    GitLabRun run = sh(EXEC + command.replace("''", "'") + " || { echo code $?; }");
    assertTrue(
        exit == 0 ? !run.output().contains("code ") : run.output().contains("code " + exit),
        run.output());
  }

  /** 126 is the exit code of shells for a command that exists but cannot be started. */
  @ParameterizedTest
  @ValueSource(strings = {"./script", "./directory"})
  void whatCannotBeStartedIs126(String command) throws IOException {
    Path script = Files.writeString(folder.resolve("script"), "#!/no/such/interpreter\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    Files.createDirectory(folder.resolve("directory"));
    GitLabRun run = sh(EXEC + command + " || echo code $?");
    assertTrue(run.output().contains("code 126"), run.output());
    assertTrue(run.output().contains(command + ": it cannot be started"), run.output());
  }

  @Test
  void whatIsRefusedRunsNothing() {
    GitLabRun run =
        sh(
            "rolecall exec --role-to-assume arn:aws:iam::111122223333:role/Prod -- touch ran ||"
                + " echo code $?");
    assertTrue(run.output().contains("code 1"), run.output());
    assertFalse(Files.exists(folder.resolve("ran")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"TERM", "INT", "HUP", "USR2"})
  void signalsReachTheCommand(String signal) throws IOException {
    // A shell ignores INT in background jobs, so a program starts this one.
    Path child =
        Files.writeString(
            folder.resolve("child.sh"),
            """
            trap 'echo got %1$s; exit 42' %1$s
            touch ready
            while :; do sleep 0.1; done
            """
                .formatted(signal));
    Path program =
        Files.writeString(
            folder.resolve("run.py"),
            """
            import os, signal, subprocess, sys, time
            for s in (signal.SIGINT, signal.SIGHUP):
                signal.signal(s, signal.SIG_DFL)
            job = subprocess.Popen(sys.argv[2:])
            while not os.path.exists("ready"):
                time.sleep(0.05)
                if job.poll() is not None:
                    sys.exit("ended too soon")
            os.kill(job.pid, getattr(signal, "SIG" + sys.argv[1]))
            print("exit", job.wait())
            """);
    RealParts.require("python3");
    GitLabRun run = sh("python3 " + program + " " + signal + " " + EXEC + "sh " + child);
    assertTrue(run.output().contains("got " + signal), run.output());
    assertTrue(run.output().contains("exit 42"), run.output());
  }

  @Test
  void exportPrintsWhatTheCliPrints() throws IOException {
    Files.createDirectory(folder.resolve(".aws"));
    Files.writeString(
        folder.resolve(".aws/config"),
        """
        [profile dev]
        region = eu-central-1
        aws_access_key_id = AKIAIOSFODNN7ROLECAL
        aws_secret_access_key = wJalrXUtnFEMI/K7MDENG+bPxRfiCYROLECALLKEY
        """);
    GitLabRun run =
        sh(
            "unset AWS_REGION",
            "rolecall export --profile dev --format env-no-export 2> /dev/null",
            "eval \"$(rolecall export --profile dev --format env)\"",
            "AWS_REGION=eu-central-1 rolecall whoami --json");
    assertEquals(0, run.exitCode(), run.output());
    assertTrue(
        run.output()
            .contains(
                """
                AWS_ACCESS_KEY_ID=AKIAIOSFODNN7ROLECAL
                AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI/K7MDENG+bPxRfiCYROLECALLKEY
                """),
        run.output());
    assertTrue(run.output().contains("arn:aws:iam::111122223333:user/ci"), run.output());
  }

  @Test
  void anExportThatFailsStopsTheScript() {
    GitLabRun run = sh("eval \"$(rolecall export --profile none --format env)\"", "echo went on");
    assertEquals(1, run.exitCode(), run.output());
    assertFalse(run.output().contains("went on"), run.output());
    assertTrue(run.output().contains("There is no profile none"), run.output());
  }

  @Test
  void anUnknownFormatIsRefused() {
    GitLabRun run = sh("rolecall export --format xml || echo code $?");
    assertTrue(run.output().contains("code 2"), run.output());
    assertTrue(run.output().contains("windows-cmd"), run.output());
  }

  @Test
  void importedKeysCanBeUsed() throws IOException {
    Files.writeString(
        folder.resolve("keys.csv"),
        """
        User Name,Access key ID,Secret access key
        ci,AKIAIOSFODNN7ROLECAL,wJalrXUtnFEMI/K7MDENG+bPxRfiCYROLECALLKEY
        """);
    GitLabRun run = sh("rolecall import --csv file://keys.csv", "rolecall whoami --profile ci");
    assertEquals(0, run.exitCode(), run.output());
    assertTrue(run.output().contains("Successfully imported 1 profile(s)"), run.output());
    assertTrue(run.output().contains("user/ci"), run.output());
  }

  @Test
  void aProfileIsWrittenUnderTheCliSName() throws IOException {
    GitLabRun run =
        sh(
            "rolecall assume --format profile --profile deploy --role-to-assume"
                + " arn:aws:iam::111122223333:role/Deploy");
    assertEquals(0, run.exitCode(), run.output());
    assertTrue(Files.readString(folder.resolve(".aws/credentials")).startsWith("[deploy]"));
  }
}
