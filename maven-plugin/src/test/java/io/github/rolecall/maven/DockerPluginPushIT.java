package io.github.rolecall.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.testkit.FakeAws;
import io.github.rolecall.testkit.ci.TestProxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The real docker-maven-plugin, with the block of docs/maven.md, builds an image with podman and
 * pushes it to a registry that requires a password of ECR. A proxy redirects the names of AWS to
 * the simulator.
 */
@Tag("container")
class DockerPluginPushIT {
  private static final String OWN = "111122223333.dkr.ecr.eu-central-1.amazonaws.com";
  private static final String CALL = "ecr:GetAuthorizationToken";
  private static final Path PROJECT = Path.of("src", "it", "docker-plugin");
  private static final Pattern BLOCK =
      Pattern.compile("With docker-maven-plugin .*?```xml\n(.*?)```", Pattern.DOTALL);

  @TempDir Path folder;
  private final FakeAws aws = FakeAws.start();
  private final TestProxy proxy = TestProxy.start();
  private Process daemon;

  @BeforeEach
  void serve() throws Exception {
    var simulator = new InetSocketAddress(InetAddress.getLoopbackAddress(), aws.url().getPort());
    for (String host : List.of(OWN, "api.ecr.eu-central-1.amazonaws.com")) {
      proxy.redirect(host, 443, simulator);
    }
    Path ca = Files.writeString(folder.resolve("ca.pem"), aws.authority().pem());
    var builder =
        new ProcessBuilder(
            "podman",
            "--root=" + folder.resolve("root"),
            "--runroot=" + folder.resolve("run"),
            "--storage-driver=vfs",
            "--events-backend=file",
            "system",
            "service",
            "--time=0",
            "unix://" + socket());
    builder
        .environment()
        .putAll(
            Map.of(
                "HOME", folder.toString(),
                "SSL_CERT_FILE", ca.toString(),
                "HTTPS_PROXY", proxy.url().toString(),
                "NO_PROXY", "localhost"));
    builder.redirectErrorStream(true).redirectOutput(folder.resolve("daemon.log").toFile());
    daemon = builder.start();
    while (daemon.isAlive() && !Files.exists(socket())) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  @AfterEach
  void stop() throws Exception {
    daemon.destroy();
    daemon.waitFor();
    proxy.close();
    aws.close();
  }

  private Path socket() {
    return folder.resolve("docker.sock");
  }

  private Workspace.Ended push(Workspace workspace, String version) throws Exception {
    Mvn maven =
        Mvn.of(
            version,
            "package",
            "-Ddocker.host=unix://" + socket(),
            "-Dhttps.proxyHost=127.0.0.1",
            "-Dhttps.proxyPort=" + proxy.url().getPort(),
            "-Dhttp.nonProxyHosts=localhost");
    return workspace.run(maven, aws.gitHubJob().environment());
  }

  private static String block() throws Exception {
    Matcher block = BLOCK.matcher(Files.readString(Path.of("..", "docs", "maven.md")));
    assertTrue(block.find(), "the page has the block");
    return block.group(1);
  }

  private static Workspace workspace(String name, String login) throws Exception {
    Workspace workspace = Workspace.with(name, PROJECT);
    Path pom = workspace.project().resolve("pom.xml");
    Files.writeString(pom, Files.readString(pom).replace("<!-- LOGIN -->", login));
    return workspace;
  }

  @ParameterizedTest
  @MethodSource("io.github.rolecall.maven.Mvn#versions")
  void theBlockOfThePagePushes(String version) throws Exception {
    Workspace workspace = workspace("docker-plugin-" + version, block());

    Workspace.Ended build = push(workspace, version);

    String seen = build.output() + Files.readString(folder.resolve("daemon.log"));
    assertEquals(0, build.exitCode(), seen);
    assertEquals(Set.of(OWN + "/app:1"), aws.registry().images(), seen);
    // The plugin asks for each of its goals.
    assertEquals(2, aws.calls(CALL).size(), seen);
    assertEquals(List.of(), workspace.filesWith(aws.secrets()));
    List<String> showing =
        seen.lines()
            .filter(line -> !line.startsWith("::add-mask::"))
            .filter(line -> aws.secrets().stream().anyMatch(line::contains))
            .toList();
    assertEquals(0, showing.size(), "lines with secrets");
  }

  /** Without the block, the registry refuses: it does require a password. */
  @Test
  void withoutTheBlockNothingIsPushed() throws Exception {
    Workspace workspace = workspace("docker-plugin-anonymous", "");

    Workspace.Ended build = push(workspace, Mvn.three());

    assertNotEquals(0, build.exitCode(), build.output());
    assertTrue(
        build.output().contains("docker-maven-plugin finds no AWS credentials"), build.output());
    assertEquals(Set.of(), aws.registry().images(), build.output());
  }
}
