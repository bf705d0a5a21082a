package io.github.rolecall.action;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.testkit.FakeAws;
import io.github.rolecall.testkit.Fault;
import io.github.rolecall.testkit.ci.ContainerAction;
import io.github.rolecall.testkit.ci.Step;
import io.github.rolecall.testkit.ci.StepOutcome;
import io.github.rolecall.testkit.ci.WorkflowRun;
import io.github.rolecall.testkit.tls.TestAuthority;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Starts the image of the action as the runner does, in a job whose later steps run as another user
 * and use the real AWS CLI. All servers have their real names, over TLS.
 */
@Tag("container")
@ResourceLock("port 443")
class ActionImageIT {
  private static final String SESSION =
      "arn:aws:sts::111122223333:assumed-role/Deploy/GitHubActions";

  /** The user of the runner on GitHub's machines. The container runs as root. */
  private static final int RUNNER = 1001;

  @TempDir private Path folder;
  private FakeAws aws;
  private WorkflowRun job;
  private Map<String, String> inputs;

  @BeforeEach
  void start() throws IOException {
    begin(Images.servers().start(), Map.of());
  }

  private static FakeAws elliptic() {
    return Images.servers().authority(TestAuthority.ofEllipticCurves()).start();
  }

  private void begin(FakeAws simulator, Map<String, String> more) throws IOException {
    aws = simulator;
    Path temp = Files.createDirectories(folder.resolve("temp"));
    var variables = new HashMap<>(Images.job(aws.gitHubJob().environment()));
    variables.put("RUNNER_TEMP", temp.toString());
    variables.put("JAVA_TOOL_OPTIONS", "-Djavax.net.ssl.trustStore=/github/workspace/roots");
    Path work = Files.createDirectories(folder.resolve("work"));
    // A test that starts again may have another certificate authority.
    Files.copy(aws.authority().trustStore(), work.resolve("roots"), REPLACE_EXISTING);
    Files.copy(aws.authority().bundle(), work.resolve("ca.pem"), REPLACE_EXISTING);
    variables.putAll(more);
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
                "retry-max-attempts",
                "2"));
    own(folder);
    own(temp);
    // The runner creates this folder as its own user before the first step.
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

  private Step action(boolean sharesTemp) throws IOException {
    return Step.action(
        "aws",
        Images.action(inputs, false).sharingTemp(sharesTemp),
        Images.action(inputs, true).sharingTemp(sharesTemp),
        inputs);
  }

  /** A step on the host as the runner's user. The names of the servers resolve to the simulator. */
  private Step host(String id, String line) throws IOException {
    Path script = Files.writeString(folder.resolve(id + ".sh"), line + "\n");
    own(script);
    return Step.script(
        id,
        "unshare -m bash -ec 'mount --bind "
            + Images.hosts(folder)
            + " /etc/hosts; exec setpriv --reuid="
            + RUNNER
            + " --regid="
            + RUNNER
            + " --clear-groups env HOME=/nonexistent PATH=/usr/bin:/bin AWS_CA_BUNDLE="
            + folder.resolve("work/ca.pem")
            + " bash -e "
            + script
            + "'");
  }

  private void assertNothingLeaks() {
    aws.secrets().forEach(secret -> assertFalse(job.log().shows(secret), "a secret is visible"));
  }

  @Test
  void laterStepsOfTheHostAreTheRoleAndThePostStepTakesItBack() throws IOException {
    StepOutcome assumed = job.run(action(true));
    assertEquals(0, assumed.exitCode(), job.log()::visible);
    StepOutcome who = job.run(host("who", "aws sts get-caller-identity --query Arn --output text"));
    assertAll(
        () -> assertEquals(0, who.exitCode(), job.log()::visible),
        () -> assertTrue(job.log().visible().contains(SESSION), job.log()::visible),
        () -> assertEquals("111122223333", assumed.outputs().get("aws-account-id")),
        () -> assertTrue(assumed.summary().contains(SESSION), assumed::summary),
        () -> assertTrue(assumed.summary().contains("Valid until"), assumed::summary),
        () -> assertEquals(1, aws.calls("AssumeRoleWithWebIdentity").size()));
    List<StepOutcome> posts = job.finish();
    assertEquals(0, posts.get(0).exitCode(), job.log()::visible);
    assertEquals("", job.environment().get("AWS_SESSION_TOKEN"), "after the post step");
    assertEquals(1, aws.calls("AssumeRoleWithWebIdentity").size(), "the post step makes no call");
    assertNothingLeaks();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aProfileIsFoundByStepsOfTheHost(boolean sharesTemp) throws IOException {
    inputs.put("aws-profile", "deploy");
    StepOutcome assumed = job.run(action(sharesTemp));
    assertEquals(0, assumed.exitCode(), job.log()::visible);
    inputs.put("aws-profile", "second");
    assertEquals(0, job.run(action(sharesTemp)).exitCode(), job.log()::visible);
    for (String profile : List.of("deploy", "second")) {
      StepOutcome who =
          job.run(
              host(
                  profile,
                  "aws sts get-caller-identity --profile "
                      + profile
                      + " --query Arn --output text | sed s/^/"
                      + profile
                      + "=/"));
      assertEquals(0, who.exitCode(), job.log()::visible);
      assertTrue(job.log().visible().contains(profile + "=" + SESSION), job.log()::visible);
    }
    Path credentials = Path.of(job.environment().get("AWS_SHARED_CREDENTIALS_FILE"));
    assertTrue(credentials.startsWith(folder.resolve("temp")), credentials::toString);
    try (Stream<Path> files = Files.walk(credentials.getParent())) {
      for (Path file : files.toList()) {
        assertEquals(RUNNER, Files.getAttribute(file, "unix:uid"), file::toString);
        String mode = Files.isDirectory(file) ? "rwx------" : "rw-------";
        assertEquals(
            mode,
            java.nio.file.attribute.PosixFilePermissions.toString(
                Files.getPosixFilePermissions(file)));
      }
    }
    assertNothingLeaks();
  }

  @Test
  void aFileThatOnlyTheHostHasIsRefusedByTheNameOfItsVariable() throws IOException {
    inputs.put("aws-profile", "deploy");
    StepOutcome assumed =
        job.run(action(true).with("AWS_SHARED_CREDENTIALS_FILE", "/home/runner/.aws/credentials"));
    assertEquals(1, assumed.exitCode(), job.log()::visible);
    assertTrue(job.log().visible().contains("AWS_SHARED_CREDENTIALS_FILE"), job.log()::visible);
    assertEquals(Map.of(), assumed.exported());
  }

  @Test
  void anAuthorityOfTheUsersOwnIsTrusted() throws IOException {
    aws.close();
    begin(
        elliptic(),
        Map.of("JAVA_TOOL_OPTIONS", "", "AWS_CA_BUNDLE", folder.resolve("work/ca.pem").toString()));
    assertEquals(0, job.run(action(true)).exitCode(), job.log()::visible);
    assertNothingLeaks();
  }

  @Test
  void aServerThatDoesNotTakeTheFirstKeyIsOfferedTheOthers() throws IOException {
    aws.close();
    begin(Images.servers().x25519(false).start(), Map.of());
    assertEquals(0, job.run(action(true)).exitCode(), job.log()::visible);
    assertEquals(1, aws.calls("AssumeRoleWithWebIdentity").size());
  }

  @Test
  void anAuthorityThatNobodyTrustsIsNot() throws IOException {
    aws.close();
    begin(elliptic(), Map.of("JAVA_TOOL_OPTIONS", ""));
    inputs.put("disable-retry", "true");
    assertEquals(1, job.run(action(true)).exitCode(), job.log()::visible);
    assertTrue(job.log().visible().contains("is not trusted"), job.log()::visible);
  }

  @Test
  void aRefusalHandsOnNothing() throws IOException {
    inputs.put("role-to-assume", "arn:aws:iam::111122223333:role/Prod");
    inputs.put("disable-retry", "true");
    StepOutcome refused = job.run(action(true));
    assertEquals(1, refused.exitCode(), job.log()::visible);
    assertEquals(Map.of(), refused.exported());
    assertEquals(Map.of(), refused.outputs());
    assertTrue(job.log().visible().contains("role-denied"), job.log()::visible);
  }

  @Test
  void anInputThatDoesNotExistIsAWarningWithTheNearest() throws IOException {
    inputs.put("role-session-nam", "deploy");
    assertEquals(0, job.run(action(true)).exitCode(), job.log()::visible);
    assertTrue(job.log().visible().contains("Did you mean 'role-session-name'?"));
  }

  @Test
  void aMountThatIsMissingIsNamedByTheRunnersVariable() throws IOException {
    Step step = action(true).with("GITHUB_ENV", "/github/elsewhere/set_env");
    ContainerAction action = Images.action(inputs, false);
    var environment = new HashMap<>(job.environment());
    environment.put("GITHUB_ENV", "/github/elsewhere/set_env");
    inputs.forEach(
        (name, value) ->
            environment.put("INPUT_" + name.toUpperCase(java.util.Locale.ROOT), value));
    Images.Ran ran = Images.run(action.inContainer(environment), folder, action.words(environment));
    assertEquals(1, ran.exit(), step + ran.output());
    assertTrue(ran.output().contains("GITHUB_ENV=/github/elsewhere/set_env"), ran::output);
    assertEquals(List.of(), aws.calls("AssumeRoleWithWebIdentity"), "there is no call");
  }

  @ParameterizedTest
  @ValueSource(strings = {"INT", "TERM"})
  void aCancelledStepEndsByItselfAndHasWrittenNothing(String signal) throws Exception {
    aws.fault("AssumeRoleWithWebIdentity", Fault.hang());
    inputs.put("aws-profile", "deploy");
    inputs.put("output-env-credentials", "true");
    Path env =
        Files.createFile(
            Files.createDirectories(folder.resolve("temp/_runner_file_commands")).resolve("env"));
    var environment = new HashMap<>(job.environment());
    environment.put("GITHUB_ENV", env.toString());
    inputs.forEach(
        (name, value) ->
            environment.put("INPUT_" + name.toUpperCase(java.util.Locale.ROOT), value));
    ContainerAction action = Images.action(inputs, false);
    var words = new ArrayList<>(action.words(environment));
    String name = words.get(words.indexOf("--name") + 1);
    var builder = new ProcessBuilder(words).redirectErrorStream(true);
    builder.environment().putAll(action.inContainer(environment));
    builder.redirectOutput(folder.resolve("log").toFile());
    Process process = builder.start();
    while (aws.calls("AssumeRoleWithWebIdentity").isEmpty() && process.isAlive()) {
      TimeUnit.MILLISECONDS.sleep(50);
    }
    assertEquals(0, Images.run(Map.of(), "podman", "kill", "--signal", signal, name).exit());
    assertTrue(process.waitFor(30, TimeUnit.SECONDS), "the process does not end");
    // 128 plus the signal: the JVM shut down normally; 137 would mean that it was killed.
    assertEquals(
        signal.equals("INT") ? 130 : 143,
        process.exitValue(),
        Files.readString(folder.resolve("log")));
    assertEquals("", Files.readString(env));
    assertFalse(Files.exists(folder.resolve("temp/rolecall")), "a profile was written");
  }
}
