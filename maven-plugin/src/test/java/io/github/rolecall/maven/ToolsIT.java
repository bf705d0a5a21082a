package io.github.rolecall.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.testkit.FakeAws;
import io.github.rolecall.testkit.ci.Step;
import io.github.rolecall.testkit.ci.StepOutcome;
import io.github.rolecall.testkit.ci.TestProxy;
import io.github.rolecall.testkit.ci.WorkflowRun;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@code credentials:ecr-login} and {@code credentials:codeartifact-token} on the command line,
 * with a pom that has only an execution of {@code assume}.
 */
@Tag("long")
class ToolsIT {
  private static final String OWN = "111122223333.dkr.ecr.eu-central-1.amazonaws.com";
  private static final Path PROJECT = Path.of("src", "it", "tools");

  private final FakeAws aws = FakeAws.start();

  @AfterEach
  void stop() {
    aws.close();
  }

  private Map<String, String> with(Map<String, String> job) {
    var environment = new HashMap<>(job);
    environment.put("AWS_ENDPOINT_URL_ECR", aws.url().toString());
    environment.put("AWS_ENDPOINT_URL_CODEARTIFACT", aws.url().toString());
    return environment;
  }

  /** Jib has no password in its configuration here, and finds that of the Docker configuration. */
  @ParameterizedTest
  @MethodSource("io.github.rolecall.maven.Mvn#versions")
  void laterGoalsAndStepsAreLoggedIn(String version) throws Exception {
    try (var proxy = TestProxy.start()) {
      var simulator = new InetSocketAddress(InetAddress.getLoopbackAddress(), aws.url().getPort());
      proxy.redirect(OWN, 443, simulator);
      Workspace workspace = Workspace.with("tools-ecr-" + version, PROJECT);
      WorkflowRun job = WorkflowRun.start(workspace.folder(), with(aws.gitHubJob().environment()));
      Mvn login =
          Mvn.of(
              version,
              "credentials:ecr-login",
              "exec:exec@docker",
              "-Dcredentials.registry=" + OWN + "/app");
      Mvn push =
          Mvn.of(
                  version,
                  "compile",
                  "jib:build",
                  "-Dhttps.proxyHost=127.0.0.1",
                  "-Dhttps.proxyPort=" + proxy.url().getPort(),
                  "-Dhttp.nonProxyHosts=localhost")
              .pushing();

      StepOutcome first = job.run(Step.action("login", login, Map.of()));
      StepOutcome second = job.run(Step.action("push", push, Map.of()));

      String seen = job.log().visible();
      assertEquals(StepOutcome.Result.SUCCESS, first.result(), seen);
      assertEquals(Set.of("DOCKER_CONFIG"), first.exported().keySet());
      assertTrue(seen.contains("\"" + OWN + "\""), seen);
      assertEquals(StepOutcome.Result.SUCCESS, second.result(), seen);
      assertTrue(aws.registry().images().contains(OWN + "/app:1"), seen);
      assertEquals(1, aws.calls("ecr:GetAuthorizationToken").size());
      assertShowsNoSecret(job);
    }
  }

  private void assertShowsNoSecret(WorkflowRun job) {
    for (String secret : aws.secrets()) {
      assertFalse(job.log().shows(secret), "a secret is in the log");
    }
  }

  @ParameterizedTest
  @MethodSource("io.github.rolecall.maven.Mvn#versions")
  void laterGoalsAndStepsHaveTheToken(String version) throws Exception {
    Workspace workspace = Workspace.with("tools-codeartifact-" + version, PROJECT);
    Map<String, String> environment = with(aws.gitHubJob().environment());
    WorkflowRun job = WorkflowRun.debugging(workspace.folder(), environment);
    // As the runner does with it, before the first step.
    job.log().line("::add-mask::" + environment.get("ACTIONS_ID_TOKEN_REQUEST_TOKEN"));
    Mvn maven =
        Mvn.of(
            version,
            "-X",
            "credentials:codeartifact-token",
            "exec:exec@variable",
            "exec:exec@expression",
            "-Dcredentials.domain=acme");

    StepOutcome build = job.run(Step.action("build", maven, Map.of()));
    job.run(Step.script("later", "echo \"later steps have $CODEARTIFACT_AUTH_TOKEN\""));

    String seen = job.log().visible();
    assertEquals(StepOutcome.Result.SUCCESS, build.result(), seen);
    assertTrue(seen.contains("the variable has "), seen);
    assertTrue(seen.contains("the expression is the variable"), seen);
    assertTrue(seen.contains("later steps have ***"), seen);
    assertEquals(1, aws.calls("codeartifact:GetAuthorizationToken").size());
    assertShowsNoSecret(job);
    assertEquals(List.of(), workspace.builtFilesWith(aws.secrets()));
  }

  @ParameterizedTest
  @MethodSource("io.github.rolecall.maven.Mvn#versions")
  void theTokenAloneIsPrinted(String version) throws Exception {
    Workspace workspace = Workspace.with("tools-printed-" + version, PROJECT);
    Map<String, String> job = with(aws.gitLabJob().environment());
    Workspace.Ended build = run(workspace, version, job, "-q");
    assertEquals(0, build.exitCode(), build.output());
    List<String> lines =
        build.output().lines().filter(line -> !line.startsWith("Picked up ")).toList();
    assertEquals(1, lines.size(), build.output());
    assertTrue(aws.secrets().contains(lines.get(0)), build.output());

    Workspace.Ended refused = run(workspace, version, job, "-B");
    assertNotEquals(0, refused.exitCode(), refused.output());
    assertTrue(refused.output().contains("a build with mvn -q"), refused.output());
  }

  private static Workspace.Ended run(
      Workspace workspace, String version, Map<String, String> job, String option)
      throws Exception {
    Mvn maven =
        Mvn.of(
            version,
            option,
            "credentials:codeartifact-token",
            "-Dcredentials.domain=acme",
            "-Dcredentials.format=text");
    return workspace.run(maven, job);
  }
}
