package io.github.rolecall.maven;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.testkit.FakeAws;
import io.github.rolecall.testkit.ci.Step;
import io.github.rolecall.testkit.ci.TestProxy;
import io.github.rolecall.testkit.ci.WorkflowRun;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tests the projects {@code examples/maven} and {@code examples/jib} with the plugin of this build.
 */
class ExampleIT {
  @ParameterizedTest
  @MethodSource("io.github.rolecall.maven.Mvn#versions")
  void testAndCommandHaveTheRole(String version) throws Exception {
    String seen = run(version, "package");

    assertTrue(
        seen.contains("The test runs as arn:aws:sts::111122223333:assumed-role/Deploy/"), seen);
    assertTrue(
        seen.contains("The command runs as arn:aws:sts::111122223333:assumed-role/Deploy/"), seen);
  }

  /**
   * With -X, Maven prints the configuration of plugins, and so the environment of their processes.
   */
  @Tag("long")
  @ParameterizedTest
  @MethodSource("io.github.rolecall.maven.Mvn#versions")
  void nothingOfItLeaksThroughTheDebugLog(String version) throws Exception {
    String seen = run(version, "package", "-X", "-e");

    assertTrue(seen.contains("AWS_SECRET_ACCESS_KEY=***"), seen);
  }

  /** The folder {@code examples/jib}; its base image would come from another registry. */
  @Tag("long")
  @ParameterizedTest
  @MethodSource("io.github.rolecall.maven.Mvn#versions")
  void jibPushesTheImage(String version) throws Exception {
    try (var aws = FakeAws.start();
        var proxy = TestProxy.start()) {
      String registry = "111122223333.dkr.ecr.eu-central-1.amazonaws.com";
      proxy.redirect(
          registry,
          443,
          new InetSocketAddress(InetAddress.getLoopbackAddress(), aws.url().getPort()));
      Workspace workspace = Workspace.example("example-jib-" + version, "jib");
      var environment = new HashMap<>(aws.gitHubJob().environment());
      environment.put("AWS_ENDPOINT_URL_ECR", aws.url().toString());
      Mvn maven =
          Mvn.of(
                  version,
                  "deploy",
                  "-Djib.from.image=scratch",
                  "-Dhttps.proxyHost=127.0.0.1",
                  "-Dhttps.proxyPort=" + proxy.url().getPort(),
                  "-Dhttp.nonProxyHosts=localhost")
              .pushing();

      Workspace.Ended build = workspace.run(maven, environment);

      assertEquals(0, build.exitCode(), build.output());
      assertTrue(aws.registry().images().contains(registry + "/shop:1.0.0"), build.output());
      assertEquals(List.of(), workspace.builtFilesWith(aws.secrets()));
    }
  }

  private static String run(String version, String... arguments) throws Exception {
    try (var aws = FakeAws.start()) {
      String name = "example-" + version + "-" + arguments.length;
      Workspace workspace = Workspace.example(name);
      Map<String, String> environment = aws.gitHubJob().environment();
      WorkflowRun job = WorkflowRun.debugging(workspace.folder(), environment);
      // The runner masks this token before the first step.
      job.log().line("::add-mask::" + environment.get("ACTIONS_ID_TOKEN_REQUEST_TOKEN"));

      job.run(Step.action("build", Mvn.of(version, arguments), Map.of()));

      String seen = job.log().visible();
      assertFalse(job.failed(), seen);
      assertAll(
          aws.secrets().stream()
              .map(secret -> () -> assertFalse(job.log().shows(secret), secret + " in " + seen)));
      assertEquals(List.of(), workspace.builtFilesWith(aws.secrets()));
      return seen;
    }
  }
}
