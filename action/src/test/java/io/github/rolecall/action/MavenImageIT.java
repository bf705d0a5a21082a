package io.github.rolecall.action;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.testkit.FakeAws;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Maven in the job image, which has the extension for CodeArtifact in {@code lib/ext}. */
@Tag("container")
@ResourceLock("port 443")
class MavenImageIT {
  private static final String CALL = "codeartifact:GetAuthorizationToken";
  private static final String DOMAIN = "acme-111122223333";
  private static final String REPOSITORY =
      DOMAIN + ".d.codeartifact." + Images.REGION + ".amazonaws.com";
  private static final String PARENT =
      """
      <project xmlns="http://maven.apache.org/POM/4.0.0">
        <modelVersion>4.0.0</modelVersion>
        <groupId>com.acme</groupId>
        <artifactId>parent</artifactId>
        <version>1</version>
        <packaging>pom</packaging>
      </project>
      """;

  @TempDir private Path folder;
  private FakeAws aws;

  @BeforeEach
  void start() throws IOException {
    aws = Images.servers().start();
    Files.copy(aws.authority().trustStore(), folder.resolve("authorities"));
    aws.mavenRepositories()
        .add(
            DOMAIN + "." + Images.REGION,
            "shared/com/acme/parent/1/parent-1.pom",
            PARENT.getBytes(UTF_8));
  }

  @AfterEach
  void stop() {
    aws.close();
  }

  private Images.Ran build(String parts) throws IOException {
    Files.writeString(
        folder.resolve("pom.xml"),
        """
        <project xmlns="http://maven.apache.org/POM/4.0.0">
          <modelVersion>4.0.0</modelVersion>
          %s
          <groupId>com.acme</groupId>
          <artifactId>app</artifactId>
          <version>1</version>
          <packaging>pom</packaging>
        </project>
        """
            .formatted(parts));
    var job = new HashMap<>(Images.job(aws.gitHubJob().environment()));
    job.put("ROLE_TO_ASSUME", "arn:aws:iam::111122223333:role/Deploy");
    job.put("AWS_REGION", Images.REGION);
    job.put("JAVA_TOOL_OPTIONS", "-Djavax.net.ssl.trustStore=/project/authorities");
    var words = new ArrayList<>(List.of("podman", "run", "--rm"));
    words.addAll(Images.network());
    for (String name : List.of(REPOSITORY, "codeartifact." + Images.REGION + ".amazonaws.com")) {
      words.addAll(List.of("--add-host", name + ":" + Images.ADDRESS));
    }
    job.keySet().forEach(name -> words.addAll(List.of("--env", name)));
    words.addAll(List.of("--volume", folder + ":/project", "--workdir", "/project"));
    words.addAll(List.of(Images.name("maven"), "mvn", "-B", "-e", "validate"));
    return Images.run(job, Path.of(""), words);
  }

  @Test
  void aPrivateParentIsThereWithoutAnyConfiguration() throws IOException {
    Images.Ran ran =
        build(
            """
            <parent>
              <groupId>com.acme</groupId>
              <artifactId>parent</artifactId>
              <version>1</version>
              <relativePath/>
            </parent>
            <repositories>
              <repository><id>acme</id><url>https://%s/maven/shared/</url></repository>
            </repositories>
            """
                .formatted(REPOSITORY));
    assertEquals(0, ran.exit(), ran::output);
    assertEquals(1, aws.calls(CALL).size());
    for (String secret : aws.secrets()) {
      assertFalse(ran.output().contains(secret), "a secret is in the log");
    }
  }

  @Test
  void aBuildWithoutCodeArtifactAsksNobody() throws IOException {
    Images.Ran ran = build("");
    assertEquals(0, ran.exit(), ran::output);
    assertTrue(ran.output().contains("BUILD SUCCESS"), ran::output);
    assertEquals(List.of(), aws.calls());
  }

  @Test
  void theExtensionIsThereOnce() {
    Images.Ran ran =
        Images.run(
            Map.of(),
            "podman",
            "run",
            "--rm",
            Images.name("maven"),
            "sh",
            "-c",
            "ls /usr/share/maven/lib/ext/*.jar");
    assertEquals("/usr/share/maven/lib/ext/rolecall-maven-extension.jar", ran.output().strip());
  }
}
