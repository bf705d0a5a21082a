package io.github.rolecall.action;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.testkit.FakeAws;
import io.github.rolecall.testkit.ci.ContainerAction;
import io.github.rolecall.testkit.ci.Step;
import io.github.rolecall.testkit.ci.StepOutcome;
import io.github.rolecall.testkit.ci.WorkflowRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Tests the action with {@code refresh}, in its image, with later steps that outlive its sessions:
 * of another user on the host, with the real AWS CLI, and of root in a container.
 */
@Tag("container")
@ResourceLock("port 443")
class RefreshImageIT {
  private static final String EXCHANGE = "AssumeRoleWithWebIdentity";
  private static final int RUNNER = 1001;

  /** Rolecall renews when a quarter is left, so a call has 6 seconds. */
  private static final Duration SESSION = Duration.ofSeconds(24);

  @TempDir private Path folder;
  private FakeAws aws;
  private WorkflowRun job;
  private Path temp;
  private Map<String, String> inputs;

  @BeforeEach
  void start() throws IOException {
    aws = Images.servers().longestSession(SESSION).start();
    temp = Files.createDirectories(folder.resolve("runner's temp"));
    Path work = Files.createDirectories(folder.resolve("work"));
    Files.copy(aws.authority().bundle(), work.resolve("ca.pem"));
    var variables = new HashMap<>(Images.job(aws.gitHubJob().environment()));
    variables.put("RUNNER_TEMP", temp.toString());
    variables.put("AWS_CA_BUNDLE", work.resolve("ca.pem").toString());
    variables.put("GITHUB_WORKSPACE", work.toString());
    job = WorkflowRun.start(folder, variables);
    inputs =
        new HashMap<>(
            Map.of(
                "role-to-assume",
                "arn:aws:iam::111122223333:role/Deploy",
                "aws-region",
                Images.REGION,
                "host-temp",
                temp.toString(),
                "refresh",
                "true"));
    own(folder);
    own(temp);
    own(Files.createDirectories(temp.resolve("_github_home")));
  }

  @AfterEach
  void stop() {
    aws.close();
  }

  private static void own(Path path) throws IOException {
    Files.setAttribute(path, "unix:uid", RUNNER);
    Files.setAttribute(path, "unix:gid", RUNNER);
  }

  private StepOutcome assume() throws IOException {
    StepOutcome assumed =
        job.run(
            Step.action("aws", Images.action(inputs, false), Images.action(inputs, true), inputs));
    assertEquals(0, assumed.exitCode(), job.log()::visible);
    assertFalse(job.log().visible().contains("##[warning]"), job.log()::visible);
    return assumed;
  }

  /** A step on the host as the runner's user. The names of the servers resolve to the simulator. */
  private StepOutcome host(String id, String lines) throws IOException {
    Path script = Files.writeString(folder.resolve(id + ".sh"), lines + "\n");
    own(script);
    return job.run(
        Step.script(
            id,
            "unshare -m bash -ec 'mount --bind "
                + Images.hosts(folder)
                + " /etc/hosts; exec setpriv --reuid="
                + RUNNER
                + " --regid="
                + RUNNER
                + " --clear-groups env HOME=/nonexistent PATH=/usr/bin:/bin bash -e "
                + script
                + "'"));
  }

  private Path made() {
    return Path.of(job.environment().get("AWS_CONFIG_FILE")).getParent();
  }

  @Test
  void theAwsCliOutlivesThreeSessions() throws IOException {
    assume();
    assertEquals(1, aws.calls(EXCHANGE).size());
    StepOutcome outlived =
        host(
            "outlive",
            """
            end=$(($(date +%s) + 80)) calls=0
            while [ "$(date +%s)" -lt "$end" ]; do
              aws sts get-caller-identity --query Arn --output text
              calls=$((calls + 1))
            done
            echo "calls=$calls"
            """);
    assertEquals(0, outlived.exitCode(), job.log()::visible);
    int exchanges = aws.calls(EXCHANGE).size();
    assertTrue(exchanges >= 4, exchanges + " exchanges");
    // One exchange for each session, regardless of the number of calls.
    assertTrue(exchanges <= 7, exchanges + " exchanges");
    StepOutcome storm =
        host(
            "storm",
            """
            sleep 25
            for i in $(seq 20); do
              sh -c 'exec "${AWS_CONFIG_FILE%/*}/credential" rolecall' >"$RUNNER_TEMP/answer-$i" &
            done
            wait
            cat "$RUNNER_TEMP"/answer-* | sort -u | wc -l | sed 's/^ */answers=/'
            rm "$RUNNER_TEMP"/answer-*
            """);
    assertEquals(0, storm.exitCode(), job.log()::visible);
    assertTrue(job.log().visible().contains("answers=1\n"), job.log()::visible);
    assertEquals(exchanges + 1, aws.calls(EXCHANGE).size());
    Path made = made();
    job.finish().forEach(post -> assertEquals(0, post.exitCode(), job.log()::visible));
    assertFalse(Files.exists(made));
    assertEquals("", job.environment().get("AWS_CONFIG_FILE"));
    assertFalse(job.log().visible().contains("Could not renew"), job.log()::visible);
    assertFalse(job.log().visible().contains("ASIA"), "keys are visible");
  }

  @Test
  void whatRootRenewsInAContainerTheRunnersUserReads() throws IOException {
    assume();
    Path made = made();
    try (Stream<Path> files = Files.walk(made)) {
      for (Path file : files.toList()) {
        assertEquals(RUNNER, Files.getAttribute(file, "unix:uid"), file::toString);
      }
    }
    host("old", "sleep 26");
    var container =
        new ContainerAction(
            Images.name("gitlab"),
            "sh",
            List.of("-ec", "sh -c 'exec \"${AWS_CONFIG_FILE%/*}/credential\" rolecall' | wc -l"),
            Images.network(),
            true);
    StepOutcome renewed = job.run(Step.action("container", container, container, new HashMap<>()));
    assertEquals(0, renewed.exitCode(), job.log()::visible);
    assertEquals(2, aws.calls(EXCHANGE).size(), job.log()::visible);
    StepOutcome read =
        host("read", "sh -c 'exec \"${AWS_CONFIG_FILE%/*}/credential\" rolecall' | wc -l");
    assertEquals(0, read.exitCode(), job.log()::visible);
    assertEquals(2, aws.calls(EXCHANGE).size(), job.log()::visible);
    try (Stream<Path> files = Files.walk(made)) {
      for (Path file : files.toList()) {
        assertEquals(RUNNER, Files.getAttribute(file, "unix:uid"), file::toString);
      }
    }
  }

  @Test
  void aRoleChainInALaterStepStartsWithTheProfile() throws IOException {
    assume();
    Map<String, String> chain =
        Map.of(
            "role-to-assume",
            "arn:aws:iam::111122223333:role/Chained",
            "role-chaining",
            "true",
            "aws-region",
            Images.REGION,
            "host-temp",
            temp.toString());
    StepOutcome chained =
        job.run(
            Step.action("chain", Images.action(chain, false), Images.action(chain, true), chain));
    assertEquals(0, chained.exitCode(), job.log()::visible);
    assertEquals(1, aws.calls("AssumeRole").size(), job.log()::visible);
    assertEquals(1, aws.calls(EXCHANGE).size(), "the answer is from the cache");
    assertTrue(job.log().visible().contains("##[warning]AWS_PROFILE is rolecall"), "warned");
  }
}
