package io.github.rolecall.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.maven.execution.DefaultMavenExecutionRequest;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Dependency;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.settings.Server;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DockerPushTest {
  private static final String HOST = "111122223333.dkr.ecr.eu-central-1.amazonaws.com";
  private static final String IMAGE =
      "<images><image><name>" + HOST + "/shop:1</name></image></images>";

  @TempDir Path home;
  private final DefaultMavenExecutionRequest request = new DefaultMavenExecutionRequest();

  @BeforeEach
  void setHome() {
    request.getSystemProperties().setProperty("user.home", home.toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        IMAGE,
        "<images><image><name>shop</name><registry>" + HOST + "</registry></image></images>",
        "<pushRegistry>" + HOST + "</pushRegistry>",
        "<registry>${docker.registry}</registry><images/>"
      })
  void anonymousToEcr(String configuration) {
    request.getUserProperties().setProperty("docker.registry", HOST);
    assertEquals(Optional.of(HOST), anonymous(goal("push", configuration)));
    String warning = DockerPush.warning(HOST);
    assertTrue(warning.contains("<password>${credentials.ecrPassword}</password>"), warning);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        IMAGE + "<authConfig><push><username>x</username></push></authConfig>",
        IMAGE + "<skipPush>true</skipPush>",
        "<images><image><name>ghcr.io/shop</name></image></images>",
        "<images/>"
      })
  void notAnonymousOrNotEcr(String configuration) {
    assertEquals(Optional.empty(), anonymous(goal("push", configuration)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"docker.push.username", "docker.username", "env.AWS_ACCESS_KEY_ID"})
  void propertiesAuthenticate(String name) {
    request.getSystemProperties().setProperty(name, "x");
    assertEquals(Optional.empty(), anonymous(goal("push", IMAGE)));
  }

  @Test
  void aServerOfTheSettingsAuthenticates() {
    var server = new Server();
    server.setId(HOST);
    request.addServer(server);
    assertEquals(Optional.empty(), anonymous(goal("push", IMAGE)));
  }

  @Test
  void theSdkOfThePluginAuthenticates() {
    MojoExecution push = goal("push", IMAGE);
    var sdk = new Dependency();
    sdk.setArtifactId("aws-java-sdk-core");
    push.getPlugin().addDependency(sdk);
    assertEquals(Optional.empty(), anonymous(push));
  }

  @Test
  void aLoginOfDockerAuthenticates() throws Exception {
    Files.createDirectories(home.resolve(".docker"));
    Path config = home.resolve(".docker/config.json");
    Files.writeString(config, "{\"auths\":{\"ghcr.io\":{}}}");
    assertEquals(Optional.of(HOST), anonymous(goal("push", IMAGE)));
    Files.writeString(config, "{\"auths\":{\"" + HOST + "\":{}}}");
    assertEquals(Optional.empty(), anonymous(goal("push", IMAGE)));
  }

  @Test
  void aBuildPushesNothing() {
    assertEquals(Optional.empty(), anonymous(goal("build", IMAGE)));
  }

  private static MojoExecution goal(String goal, String configuration) {
    return TestGoals.goal(
        "io.fabric8:docker-maven-plugin:" + goal,
        "x",
        "<configuration>" + configuration + "</configuration>");
  }

  @SuppressWarnings("deprecation") // The only constructor that Maven itself uses.
  private Optional<String> anonymous(MojoExecution goal) {
    return new DockerPush(
            goal, new MavenSession(null, new DefaultRepositorySystemSession(), request, null))
        .anonymous();
  }
}
