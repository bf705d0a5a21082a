package io.github.rolecall.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.testkit.FakeAws;
import io.github.rolecall.testkit.http.Response;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The real docker-maven-plugin pushes an image to ECR. The Docker daemon is a stand-in that keeps
 * the logins it gets.
 */
@Tag("long")
class DockerPushIT {
  private static final Path PROJECT = Path.of("src", "it", "docker-push");
  private static final String BLOCK =
      """
        <authConfig>
          <push>
            <username>AWS</username>
            <password>${credentials.ecrPassword}</password>
          </push>
        </authConfig>"""
          .indent(2)
          .stripTrailing();

  private final FakeAws aws = FakeAws.start();
  private final DockerDaemon daemon =
      new DockerDaemon(
          "/push",
          Response.json(200, "{\"status\":\"pushed\"}\n"),
          Response.json(200, "{\"ApiVersion\":\"1.46\",\"Os\":\"linux\",\"Arch\":\"amd64\"}"));

  @AfterEach
  void stop() {
    daemon.close();
    aws.close();
  }

  private Workspace.Ended push(Workspace workspace, String version) throws Exception {
    return workspace.run(
        Mvn.of(version, "package", "-Ddocker.host=http://" + daemon.authority()),
        aws.gitHubJob().environment());
  }

  @ParameterizedTest
  @MethodSource("io.github.rolecall.maven.Mvn#versions")
  void anAnonymousPushIsWarnedOfWithTheBlockToPaste(String version) throws Exception {
    Workspace workspace = Workspace.with("docker-push-" + version, PROJECT);

    Workspace.Ended anonymous = push(workspace, version);

    String seen = anonymous.output();
    assertEquals(0, anonymous.exitCode(), seen);
    assertTrue(seen.contains("[WARNING] docker-maven-plugin finds no AWS credentials"), seen);
    assertTrue(seen.contains(BLOCK), seen);
    assertEquals(1, daemon.logins().size(), seen);
    assertTrue(aws.secrets().stream().noneMatch(daemon.logins().get(0)::contains), "no login");
    assertEquals(List.of(), workspace.filesWith(aws.secrets()));
  }
}
