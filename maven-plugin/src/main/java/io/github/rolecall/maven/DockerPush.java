package io.github.rolecall.maven;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Plugin;
import org.apache.maven.plugin.MojoExecution;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/**
 * The goal {@code docker:push} of Fabric8's docker-maven-plugin. It reads AWS credentials from its
 * configuration and from the environment of Maven's JVM, which no goal can change. Without
 * credentials it sends an empty user name, and still succeeds.
 */
record DockerPush(MojoExecution goal, MavenSession session) {
  private static final Pattern ECR =
      Pattern.compile("(\\d{12}\\.dkr\\.ecr(-fips)?\\.[a-z0-9-]+\\.amazonaws\\.com(\\.cn)?)(/.*)?");

  /**
   * The ECR registry to which the goal would push without credentials; empty if it finds
   * credentials or pushes elsewhere.
   */
  Optional<String> anonymous() {
    boolean push =
        VariablesUse.name(goal).equals("io.fabric8:docker-maven-plugin:push")
            && goal.getConfiguration() != null
            && !flag("skip", "docker.skip")
            && !flag("skipPush", "docker.skip.push");
    return push ? registry().filter(host -> !authenticated(host)) : Optional.empty();
  }

  /** The warning for such a push. */
  static String warning(String host) {
    return """
    docker-maven-plugin finds no AWS credentials for %s, so it may push without any, \
    and still succeed. Add this to its <configuration>:
      <authConfig>
        <push>
          <username>AWS</username>
          <password>${credentials.ecrPassword}</password>
        </push>
      </authConfig>"""
        .formatted(host);
  }

  private Optional<String> registry() {
    Stream<String> places =
        Stream.of(
                text(goal.getConfiguration(), "pushRegistry", "docker.push.registry"),
                text(goal.getConfiguration(), "registry", "docker.registry"))
            .flatMap(Optional::stream);
    Stream<String> images =
        children(goal.getConfiguration(), "images")
            .flatMap(all -> Arrays.stream(all.getChildren()))
            .flatMap(image -> Stream.of("name", "registry").flatMap(part -> children(image, part)))
            .map(Xpp3Dom::getValue);
    return Stream.concat(images, places)
        .filter(text -> text != null)
        .map(text -> ECR.matcher(text.strip()))
        .filter(Matcher::matches)
        .map(found -> found.group(1))
        .findFirst();
  }

  /** Whether the plugin finds credentials. The checks are in the same order as in the plugin. */
  private boolean authenticated(String host) {
    return Stream.of("docker.push.username", "docker.username", "env.AWS_ACCESS_KEY_ID")
            .anyMatch(name -> property(name).isPresent())
        || children(goal.getConfiguration(), "authConfig").findAny().isPresent()
        || session.getSettings().getServers().stream()
            .anyMatch(server -> host.equals(server.getId()))
        || hasSdk()
        || inDockerConfig(host);
  }

  /**
   * Whether AWS SDK 1 is a dependency of the plugin. Then it reads the system properties of this
   * build.
   */
  private boolean hasSdk() {
    return Optional.ofNullable(goal.getPlugin()).map(Plugin::getDependencies).stream()
        .flatMap(all -> all.stream())
        .anyMatch(dependency -> dependency.getArtifactId().equals("aws-java-sdk-core"));
  }

  private boolean inDockerConfig(String host) {
    String home = property("user.home").orElse("");
    Path folder = Path.of(property("env.DOCKER_CONFIG").orElse(home + "/.docker"));
    try {
      String text = Files.readString(folder.resolve("config.json"));
      return text.contains(host) || text.contains("credsStore");
    } catch (IOException e) {
      return false;
    }
  }

  private boolean flag(String parameter, String property) {
    return text(goal.getConfiguration(), parameter, property).filter("true"::equals).isPresent();
  }

  /** The value in the pom, or the property of the parameter. */
  private Optional<String> text(Xpp3Dom parent, String name, String property) {
    return children(parent, name)
        .map(Xpp3Dom::getValue)
        .filter(text -> text != null && !text.startsWith("${"))
        .findFirst()
        .or(() -> property(property));
  }

  private Optional<String> property(String name) {
    Properties project =
        session.getCurrentProject() == null
            ? new Properties()
            : session.getCurrentProject().getProperties();
    return Stream.of(session.getUserProperties(), project, session.getSystemProperties())
        .map(all -> all.getProperty(name))
        .filter(text -> text != null && !text.isBlank())
        .findFirst();
  }

  private static Stream<Xpp3Dom> children(Xpp3Dom parent, String name) {
    return Arrays.stream(parent.getChildren(name));
  }
}
