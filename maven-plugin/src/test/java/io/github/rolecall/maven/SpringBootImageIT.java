package io.github.rolecall.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.testkit.FakeAws;
import io.github.rolecall.testkit.http.Response;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The real Spring Boot plugin, with the block of docs/maven.md, whose login is also that of the
 * builder image. The Docker daemon is a stand-in that keeps the login with which the plugin pulls
 * the builder. No builder is run, so nothing is published.
 */
@Tag("long")
class SpringBootImageIT {
  private static final Path PROJECT = Path.of("src", "it", "build-image");
  private static final Pattern BLOCK =
      Pattern.compile("With Spring Boot's .*?```xml\n(.*?)```", Pattern.DOTALL);
  private static final Pattern PUBLISH =
      Pattern.compile("<publishRegistry>.*</publishRegistry>", Pattern.DOTALL);
  private static final Pattern PASSWORD = Pattern.compile("\"password\"\\s*:\\s*\"([^\"]+)\"");

  private final FakeAws aws = FakeAws.start();

  /** The plugin asks for the version with HEAD, whose answer has no body. */
  private final DockerDaemon daemon =
      new DockerDaemon(
          "/images/create",
          Response.json(500, "{\"message\":\"no builder here\"}"),
          new Response(200, Map.of("API-Version", "1.46"), ""));

  @AfterEach
  void stop() {
    daemon.close();
    aws.close();
  }

  private static String login() throws Exception {
    Matcher block = BLOCK.matcher(Files.readString(Path.of("..", "docs", "maven.md")));
    assertTrue(block.find(), "the page has the block");
    Matcher publish = PUBLISH.matcher(block.group(1));
    assertTrue(publish.find(), block.group(1));
    String builder = publish.group().replace("publishRegistry", "builderRegistry");
    return block.group(1).replace("<publishRegistry>", builder + "<publishRegistry>");
  }

  @ParameterizedTest
  @MethodSource("io.github.rolecall.maven.Mvn#versions")
  void theLoginOfThePageHasThePassword(String version) throws Exception {
    Workspace workspace = Workspace.with("build-image-" + version, PROJECT);
    Path pom = workspace.project().resolve("pom.xml");
    Files.writeString(pom, Files.readString(pom).replace("<!-- LOGIN -->", login()));
    var environment = new HashMap<>(aws.gitHubJob().environment());
    environment.put("AWS_ENDPOINT_URL_ECR", aws.url().toString());
    environment.put("DOCKER_HOST", "tcp://" + daemon.authority());

    Mvn maven = Mvn.of(version, "compile", "jar:jar", "spring-boot:build-image-no-fork");
    Workspace.Ended build = workspace.run(maven, environment);

    String seen = build.output();
    assertNotEquals(0, build.exitCode(), seen);
    assertTrue(seen.contains("no builder here"), seen);
    assertEquals(1, daemon.logins().size(), seen);
    Matcher password = PASSWORD.matcher(daemon.logins().get(0));
    assertTrue(
        password.find() && daemon.logins().get(0).contains("\"AWS\""), daemon.logins().get(0));
    assertTrue(aws.secrets().contains(password.group(1)), "a password that ECR has issued");
    assertEquals(1, aws.calls("ecr:GetAuthorizationToken").size(), "one for both logins");
    assertEquals(List.of(), workspace.filesWith(aws.secrets()));
  }
}
