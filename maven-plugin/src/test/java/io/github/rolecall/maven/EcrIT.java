package io.github.rolecall.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.testkit.FakeAws;
import io.github.rolecall.testkit.Fault;
import io.github.rolecall.testkit.ci.TestProxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tests of builds that push images to a registry with an ECR host name, which a proxy redirects to
 * the simulator.
 */
@Tag("long")
class EcrIT {
  private static final String OWN = "111122223333.dkr.ecr.eu-central-1.amazonaws.com";
  private static final String CALL = "ecr:GetAuthorizationToken";
  private static final Path PROJECT = Path.of("src", "it", "ecr");

  private final FakeAws aws = FakeAws.start();
  private final TestProxy proxy = TestProxy.start();

  @BeforeEach
  void lead() {
    var simulator = new InetSocketAddress(InetAddress.getLoopbackAddress(), aws.url().getPort());
    proxy.redirect(OWN, 443, simulator);
  }

  @AfterEach
  void stop() {
    proxy.close();
    aws.close();
  }

  private Workspace.Ended push(Workspace workspace, String version, String... options)
      throws Exception {
    var arguments =
        new ArrayList<>(
            List.of(
                "compile",
                "jib:build",
                "-Dhttps.proxyHost=127.0.0.1",
                "-Dhttps.proxyPort=" + proxy.url().getPort(),
                "-Dhttp.nonProxyHosts=localhost"));
    arguments.addAll(List.of(options));
    var environment = new HashMap<>(aws.gitHubJob().environment());
    environment.put("AWS_ENDPOINT_URL_ECR", aws.url().toString());
    return workspace.run(Mvn.of(version, arguments.toArray(String[]::new)).pushing(), environment);
  }

  @ParameterizedTest
  @MethodSource("io.github.rolecall.maven.Mvn#versions")
  void jibPushesWithThePassword(String version) throws Exception {
    Workspace workspace = Workspace.with("ecr-jib-" + version, PROJECT);
    Workspace.Ended build = push(workspace, version);
    assertEquals(0, build.exitCode(), build.output());
    assertEquals(Set.of(OWN + "/app:1", OWN + "/app:latest"), aws.registry().images());
    assertEquals(1, aws.calls(CALL).size());
    assertEquals(List.of(), workspace.filesWith(aws.secrets()));
  }

  @ParameterizedTest
  @MethodSource("exports")
  void everyExportHasThePassword(String export) throws Exception {
    Workspace workspace = Workspace.with("ecr-" + export.replaceAll(".*[.=]", ""), PROJECT);
    Workspace.Ended build = push(workspace, Mvn.three(), export);
    assertEquals(0, build.exitCode(), build.output());
    assertTrue(aws.registry().images().contains(OWN + "/app:1"), build.output());
    List<String> showing =
        build
            .output()
            .lines()
            .filter(line -> !line.startsWith("::add-mask::"))
            .filter(line -> aws.secrets().stream().anyMatch(line::contains))
            .map(line -> line.substring(0, Math.min(line.length(), 60)))
            .toList();
    assertEquals(List.of(), showing, "secrets in the log");
  }

  static List<String> exports() {
    return List.of(
        "-Dcredentials.export=file", "-Dcredentials.export=endpoint", "-Dcredentials.refresh");
  }

  /** With {@code -X}, Maven prints the parameters of goals, and GitLab does not mask them. */
  @Test
  void aLogThatWouldShowThePasswordGetsNone() throws Exception {
    var environment = new HashMap<>(aws.gitLabJob().environment());
    environment.put("AWS_ENDPOINT_URL_ECR", aws.url().toString());
    Workspace workspace = Workspace.with("ecr-debug", PROJECT);
    Workspace.Ended build =
        workspace.run(Mvn.of(Mvn.three(), "compile", "jib:build", "-X").pushing(), environment);
    assertNotEquals(0, build.exitCode());
    assertTrue(build.output().contains("<to> would show the password"), build.output());
    assertEquals(List.of(), aws.calls(CALL));
  }

  @Test
  void aRefusalFailsTheBuildWithItsReason() throws Exception {
    aws.fault(CALL, Fault.error(400, "AccessDeniedException", "not authorized"));
    Workspace workspace = Workspace.with("ecr-refused", PROJECT);
    Workspace.Ended build = push(workspace, Mvn.three());
    assertNotEquals(0, build.exitCode());
    assertTrue(build.output().contains("AWS denied ecr:GetAuthorizationToken"), build.output());
    assertEquals(Set.of(), aws.registry().images());
  }
}
