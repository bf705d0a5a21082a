package io.github.rolecall.action;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.testkit.Call;
import io.github.rolecall.testkit.FakeAws;
import io.github.rolecall.testkit.ci.GitLabRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests self-renewing profiles with real clients, the real jar, and sessions of seconds. */
@Tag("nightly")
class CredentialProcessIT {
  private static final String DEPLOY = "arn:aws:iam::111122223333:role/Deploy";
  private static final String CHAINED = "arn:aws:iam::111122223333:role/Chained";
  private static final String ROLE = "--role-to-assume " + DEPLOY;
  private static final String PROFILE =
      "rolecall assume --format profile --refresh --aws-profile deploy " + ROLE;

  /** One process, which calls STS every second for 50 seconds. */
  private static final String BOTO3 =
      """
      python3 -c '
      import os, time, boto3
      sts = boto3.client("sts", endpoint_url=os.environ["AWS_ENDPOINT_URL_STS"])
      end = time.time() + 50
      while time.time() < end:
          print(sts.get_caller_identity()["Arn"])
          time.sleep(1)
      '
      """;

  private static final String EXCHANGE = "AssumeRoleWithWebIdentity";

  @TempDir Path folder;
  private final FakeAws aws = FakeAws.builder().longestSession(Duration.ofSeconds(16)).start();
  private Map<String, String> environment;

  @BeforeEach
  void job() throws IOException {
    environment = new HashMap<>(aws.gitLabJob().environment());
    environment.put("AWS_REGION", "eu-central-1");
    environment.put("AWS_CA_BUNDLE", aws.authority().bundle().toString());
    environment.put("PATH", RealParts.path(folder));
    environment.put("HOME", Files.createDirectory(folder.resolve("a home")).toString());
    environment.put("CI_PROJECT_DIR", folder.resolve("a project").toString());
  }

  @AfterEach
  void stop() {
    aws.close();
  }

  private GitLabRun sh(String... lines) {
    return GitLabRun.sh(folder, environment, lines);
  }

  private static long lines(GitLabRun run, String text) {
    return run.output().lines().filter(line -> line.contains(text)).count();
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void theAwsCliOutlivesThreeSessions() throws IOException {
    RealParts.require("aws");
    GitLabRun run =
        sh(
            PROFILE,
            "export AWS_PROFILE=deploy",
            "end=$(($(date +%s) + 50))",
            "while [ \"$(date +%s)\" -lt $end ]; do",
            "  aws sts get-caller-identity --query Arn --output text; sleep 2",
            "done");
    assertEquals(0, run.exitCode(), run.output());
    assertTrue(lines(run, "assumed-role/Deploy/GitLab") >= 5, run.output());
    assertFalse(run.output().contains("rror"), run.output());
    assertTrue(aws.calls(EXCHANGE).size() >= 4, "exchanges: " + aws.calls(EXCHANGE).size());
    assertTrue(aws.calls(EXCHANGE).size() <= 8, "exchanges: " + aws.calls(EXCHANGE).size());
    for (String secret : aws.secrets()) {
      assertFalse(run.output().contains(secret), run.output());
      for (String file : new String[] {"config", "credentials"}) {
        assertFalse(Files.readString(folder.resolve("a home/.aws/" + file)).contains(secret));
      }
    }
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void boto3OutlivesThreeSessions() {
    RealParts.require("python3");
    GitLabRun run = sh(PROFILE, "export AWS_PROFILE=deploy", BOTO3);
    assertEquals(0, run.exitCode(), run.output());
    assertTrue(lines(run, "assumed-role/Deploy/GitLab") >= 5, run.output());
    assertTrue(aws.calls(EXCHANGE).size() >= 4, "exchanges: " + aws.calls(EXCHANGE).size());
  }

  /** Tags are sent with the roles of a chain. A policy may require them, also after an hour. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "ROLE_TO_ASSUME=\"$CHAIN\" rolecall assume --format profile --refresh --aws-profile deploy",
        "rolecall assume --format profile --refresh --aws-profile first "
            + ROLE
            + "\nrolecall assume --format profile --refresh --aws-profile deploy"
            + " --source-profile first --role-to-assume "
            + CHAINED
      })
  @Execution(ExecutionMode.CONCURRENT)
  void aChainKeepsItsTagsInMoreThanThreeSessions(String written) {
    RealParts.require("python3");
    environment.put("CHAIN", DEPLOY + "\n" + CHAINED);
    GitLabRun run = sh(written + "\nexport AWS_PROFILE=deploy\n" + BOTO3);
    assertEquals(0, run.exitCode(), run.output());
    assertTrue(lines(run, "assumed-role/Chained/GitLab") >= 5, run.output());
    List<Map<String, String>> tags =
        aws.calls("AssumeRole").stream().map(CredentialProcessIT::tags).toList();
    assertTrue(tags.size() >= 4, "chained sessions: " + tags.size());
    assertTrue(tags.get(0).containsValue("GitLab"), tags.get(0)::toString);
    assertEquals(Set.of(tags.get(0)), Set.copyOf(tags));
  }

  private static Map<String, String> tags(Call call) {
    var tags = new HashMap<>(call.parameters());
    tags.keySet().removeIf(name -> !name.startsWith("Tags."));
    return tags;
  }

  @Test
  void fiftyProcessesMakeOneExchange() {
    try (FakeAws hours = FakeAws.start()) {
      environment.put("AWS_ENDPOINT_URL_STS", hours.url().toString());
      environment.put("AWS_ID_TOKEN", hours.gitLabJob().environment().get("AWS_ID_TOKEN"));
      GitLabRun run =
          sh(
              "for i in $(seq 50); do",
              "  rolecall credential-process " + ROLE + " >out.$i 2>err.$i &",
              "done",
              "wait",
              "cat err.*",
              "echo \"answers $(cat out.* | wc -l), different ones $(sort -u out.* | wc -l)\"");
      assertEquals("answers 50, different ones 1\n", run.output());
      assertEquals(1, hours.calls(EXCHANGE).size());
    }
  }

  @Test
  void aKilledHolderOfTheLockStopsNobody() throws IOException {
    GitLabRun run =
        sh(
            "mkdir -p caches && : >caches/.c.lock",
            "chmod 700 caches; chmod 600 caches/.c.lock",
            "python3 -c '",
            "import fcntl, time",
            "lock = open(\"caches/.c.lock\", \"r+\")",
            "fcntl.lockf(lock, fcntl.LOCK_EX)",
            "print(\"held\", flush=True)",
            "time.sleep(600)",
            "' >held &",
            "holder=$!",
            "until grep -q held held; do sleep 0.1; done",
            "rolecall credential-process --cache caches/c " + ROLE + " >out &",
            "waiting=$!",
            "sleep 3; test -s out && echo too early",
            "kill -9 $holder; wait $waiting; echo \"exit $?\"",
            "grep -c AccessKeyId out");
    assertTrue(run.output().contains("exit 0"), run.output());
    assertFalse(run.output().contains("too early"), run.output());
    assertEquals(1, aws.calls(EXCHANGE).size());
    assertEquals(
        "rw-------",
        PosixFilePermissions.toString(
            Files.getPosixFilePermissions(folder.resolve("caches").resolve("c"))));
  }
}
