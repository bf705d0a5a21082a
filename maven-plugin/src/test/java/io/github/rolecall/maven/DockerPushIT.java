package io.github.rolecall.maven;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.testkit.FakeAws;
import io.github.rolecall.testkit.http.HttpServer;
import io.github.rolecall.testkit.http.Request;
import io.github.rolecall.testkit.http.Response;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
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
  private final List<String> logins = new CopyOnWriteArrayList<>();
  private final HttpServer daemon =
      HttpServer.bind(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
          Optional.empty(),
          Clock.systemUTC());

  @BeforeEach
  void serve() {
    daemon.serve(this::answer);
  }

  @AfterEach
  void stop() {
    daemon.close();
    aws.close();
  }

  private Response answer(Request request) {
    if (request.path().endsWith("/push")) {
      String login = request.headers().first("x-registry-auth").orElse("");
      logins.add(new String(Base64.getMimeDecoder().decode(login), UTF_8));
      return Response.json(200, "{\"status\":\"pushed\"}\n");
    }
    return Response.json(200, "{\"ApiVersion\":\"1.46\",\"Os\":\"linux\",\"Arch\":\"amd64\"}");
  }

  private Workspace.Ended push(Workspace workspace, String version) throws Exception {
    return workspace.run(
        Mvn.of(version, "package", "-Ddocker.host=http://127.0.0.1:" + daemon.port()),
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
    assertEquals(1, logins.size(), seen);
    assertTrue(aws.secrets().stream().noneMatch(logins.get(0)::contains), "no login");
    assertEquals(List.of(), workspace.filesWith(aws.secrets()));
  }
}
