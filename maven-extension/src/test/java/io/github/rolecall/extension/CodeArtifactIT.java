package io.github.rolecall.extension;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.testkit.Call;
import io.github.rolecall.testkit.FakeAws;
import io.github.rolecall.testkit.ci.TestProxy;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs builds by real Mavens on empty machines: a private parent, private plugins and dependencies
 * come from repositories that require a token.
 */
class CodeArtifactIT {
  private static final String TOKEN = "codeartifact:GetAuthorizationToken";
  private static final String NEWEST = "3.9.16";

  /** The version of class files of Java 8. */
  private static final int JAVA_8 = 52;

  private static final String PLUGIN =
      """
      <build>
        <plugins>
          <plugin>
            <groupId>com.acme</groupId>
            <artifactId>hello-maven-plugin</artifactId>
            <version>1</version>
            <executions><execution><goals><goal>hello</goal></goals></execution></executions>
          </plugin>
          <plugin>
            <groupId>org.apache.maven.plugins</groupId>
            <artifactId>maven-install-plugin</artifactId>
            <version>3.2.0</version>
          </plugin>
          <plugin>
            <groupId>org.apache.maven.plugins</groupId>
            <artifactId>maven-deploy-plugin</artifactId>
            <version>3.2.0</version>
          </plugin>
        </plugins>
      </build>
      """;

  @TempDir Path folder;
  private final FakeAws aws = FakeAws.start();

  @BeforeEach
  void publish() throws IOException {
    var acme =
        new PrivatePackages(aws.mavenRepositories(), "acme-111122223333.eu-central-1", "shared");
    acme.addPom("parent", "pom");
    acme.addPlugin();
    acme.addLibrary("library");
    new PrivatePackages(aws.mavenRepositories(), "other-444455556666.us-east-1", "team")
        .addLibrary("second");
  }

  @AfterEach
  void stop() {
    aws.close();
  }

  static Stream<String> mavens() throws IOException {
    return Build.mavens();
  }

  private Build build(String maven) throws IOException {
    return new Build(aws, maven, folder).withExtension().withSettings("");
  }

  private static String repositories(String... urls) {
    var text = new StringBuilder();
    for (String list : List.of("repositor", "pluginRepositor")) {
      text.append("<").append(list).append("ies>\n");
      for (String url : urls) {
        text.append("<%sy><id>%s</id><url>%s</url></%sy>\n".formatted(list, id(url), url, list));
      }
      text.append("</").append(list).append("ies>\n");
    }
    return text.toString();
  }

  private static String id(String url) {
    return url.replaceFirst("https://([a-z]+).*", "$1");
  }

  private static void pom(Path folder, String parts) throws IOException {
    pom(folder, "app", parts);
  }

  private static void pom(Path folder, String artifact, String parts) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(
        folder.resolve("pom.xml"),
        """
        <project xmlns="http://maven.apache.org/POM/4.0.0">
          <modelVersion>4.0.0</modelVersion>
          <parent>
            <groupId>com.acme</groupId>
            <artifactId>parent</artifactId>
            <version>1</version>
            <relativePath/>
          </parent>
          <groupId>com.acme</groupId>
          <artifactId>%s</artifactId>
          <version>1</version>
          <packaging>pom</packaging>
          %s
        </project>
        """
            .formatted(artifact, parts));
  }

  private static String dependencies(String... artifacts) {
    return Stream.of(artifacts)
        .map(
            artifact ->
                "<dependency><groupId>com.acme</groupId><artifactId>%s</artifactId><version>1</version></dependency>\n"
                    .formatted(artifact))
        .collect(Collectors.joining("", "<dependencies>\n", "</dependencies>\n"));
  }

  /** Asserts that neither the log nor a file of the build contains a token of any kind. */
  private void assertNoSecret(Build build, Build.Ended ended) throws IOException {
    List<String> secrets = aws.secrets().stream().filter(text -> text.length() > 16).toList();
    assertTrue(secrets.size() > 3, "there are secrets to look for");
    assertEquals(List.of(), secrets.stream().filter(ended.output()::contains).toList());
    assertEquals(List.of(), build.filesWith(secrets));
  }

  @ParameterizedTest
  @MethodSource("mavens")
  void parentsPluginsAndDependenciesOfTwoDomains(String maven) throws Exception {
    Build build = build(maven);
    // Maven looks for the parent before the pom is complete, so the child declares the
    // repositories.
    pom(
        build.work(),
        repositories(build.url(Build.ACME, "shared"), build.url(Build.OTHER, "team"))
            + dependencies("library", "second")
            + PLUGIN
            + "<distributionManagement><repository><id>acme</id><url>%s</url></repository></distributionManagement>"
                .formatted(build.url(Build.ACME, "shared")));
    Build.Ended ended = build.run("-X", "deploy");
    assertEquals(0, ended.exit(), ended::output);
    assertTrue(ended.output().contains("hello from the private plugin"), ended::output);
    List<Call> calls = aws.calls(TOKEN);
    assertEquals(2, calls.size(), "one token for each domain: " + calls);
    assertEquals(
        List.of(Optional.of("eu-central-1"), Optional.of("us-east-1")),
        calls.stream()
            .map(Call::signingRegion)
            .sorted((a, b) -> a.get().compareTo(b.get()))
            .toList());
    assertTrue(
        aws.mavenRepositories()
            .file("acme-111122223333.eu-central-1", "shared/com/acme/app/1/app-1.pom")
            .isPresent(),
        "the pom was deployed");
    assertNoSecret(build, ended);
  }

  /** The folder {@code examples/codeartifact}, with the port of the simulator in its addresses. */
  @Tag("long")
  @ParameterizedTest
  @MethodSource("mavens")
  void theExampleBuildsAndDeploys(String maven) throws Exception {
    Build build = build(maven);
    Path example = Path.of("..", "examples", "codeartifact");
    String pom = Files.readString(example.resolve("pom.xml"));
    Files.writeString(
        build.work().resolve("pom.xml"),
        pom.replace("https://" + Build.ACME, build.url(Build.ACME, "").replace("/maven//", "")));
    for (String file : List.of("extensions.xml", "maven.config")) {
      String text = Files.readString(example.resolve(".mvn").resolve(file));
      Files.writeString(
          build.work().resolve(".mvn").resolve(file),
          text.replace(
              "<version>1.0.0</version>",
              "<version>%s</version>".formatted(Build.property("it.version"))));
    }
    Build.Ended ended = build.run(Map.of(), "deploy");
    assertEquals(0, ended.exit(), ended::output);
    assertTrue(ended.output().contains("hello from the private plugin"), ended::output);
    assertEquals(1, aws.calls(TOKEN).size());
    assertTrue(
        aws.mavenRepositories()
            .file("acme-111122223333.eu-central-1", "shared/com/example/shop/1.0.0/shop-1.0.0.pom")
            .isPresent(),
        "the pom was deployed");
    assertNoSecret(build, ended);
  }

  @Tag("long")
  @Test
  void aTokenThatEndsIsRenewed() throws Exception {
    aws.codeArtifact().longestToken(Duration.ofSeconds(3));
    Build build = build(NEWEST);
    String shared = repositories(build.url(Build.ACME, "shared"));
    pom(
        build.work(),
        "app",
        shared + "<modules><module>first</module><module>late</module></modules>");
    pom(build.work().resolve("first"), "first", shared);
    pom(build.work().resolve("late"), "late", shared + dependencies("library"));
    Build.Ended ended = build.run("-Dhello.millis=4000", "com.acme:hello-maven-plugin:1:hello");
    assertEquals(0, ended.exit(), ended::output);
    assertTrue(aws.calls(TOKEN).size() > 1, () -> "renewed: " + aws.calls(TOKEN));
    assertNoSecret(build, ended);
  }

  @Test
  void aMirrorOfEverythingIsCodeArtifact() throws Exception {
    Build build = build(NEWEST);
    build.withSettings(
        "<mirrors><mirror><id>acme</id><mirrorOf>*,!central,!built</mirrorOf><url>%s</url></mirror></mirrors>"
            .formatted(build.url(Build.ACME, "shared")));
    pom(
        build.work(),
        repositories("https://internal.example.com/maven/") + dependencies("library") + PLUGIN);
    Build.Ended ended = build.run("validate");
    assertEquals(0, ended.exit(), ended::output);
    assertEquals(1, aws.calls(TOKEN).size());
  }

  @Test
  void anExplicitServerWins() throws Exception {
    Build build =
        build(NEWEST)
            .withSettings(
                "<servers><server><id>acme</id><username>aws</username><password>mine</password></server></servers>");
    pom(build.work(), repositories(build.url(Build.ACME, "shared")));
    Build.Ended ended = build.run("validate");
    assertNotEquals(0, ended.exit());
    assertTrue(ended.output().contains("401"), ended::output);
    assertEquals(List.of(), aws.calls(TOKEN));
  }

  @Tag("long")
  @ParameterizedTest
  @MethodSource("mavens")
  void aVariableThatIsNotSetDoesNot(String maven) throws Exception {
    Build build =
        build(maven)
            .withSettings(
                "<servers><server><id>acme</id><username>aws</username><password>${env.CODEARTIFACT_AUTH_TOKEN}</password></server></servers>");
    pom(build.work(), repositories(build.url(Build.ACME, "shared")));
    Build.Ended ended = build.run("validate");
    assertEquals(0, ended.exit(), ended::output);
    assertTrue(
        ended
            .output()
            .contains("The password of the server acme is ${env.CODEARTIFACT_AUTH_TOKEN}"),
        ended::output);
  }

  /** A CI system sets a variable to an empty text where a job may not read it. */
  @Tag("long")
  @ParameterizedTest
  @MethodSource("mavens")
  void aPasswordThatIsEmptyDoesNot(String maven) throws Exception {
    Build build =
        build(maven)
            .withSettings(
                "<servers><server><id>acme</id><username>aws</username><password>${env.CODEARTIFACT_AUTH_TOKEN}</password></server></servers>");
    pom(build.work(), repositories(build.url(Build.ACME, "shared")));
    Build.Ended ended =
        build.run(
            Map.of(
                "CODEARTIFACT_AUTH_TOKEN",
                "",
                "ROLE_TO_ASSUME",
                "arn:aws:iam::111122223333:role/Deploy"),
            "validate");
    assertEquals(0, ended.exit(), ended::output);
    assertTrue(ended.output().contains("The server acme has no password"), ended::output);
  }

  /** Settings of a server without credentials, such as a time limit, are none. */
  @Test
  void aServerWithoutCredentialsDoesNot() throws Exception {
    Build build =
        build(NEWEST)
            .withSettings(
                "<servers><server><id>acme</id><configuration><timeout>60000</timeout></configuration></server></servers>");
    pom(build.work(), repositories(build.url(Build.ACME, "shared")));
    Build.Ended ended = build.run("validate");
    assertEquals(0, ended.exit(), ended::output);
    assertEquals(1, aws.calls(TOKEN).size());
  }

  @Tag("long")
  @ParameterizedTest
  @MethodSource("mavens")
  void endpointsOfAVpcAndDualStack(String maven) throws Exception {
    Build build = build(maven);
    pom(
        build.work(),
        repositories(
                build.url(Build.VPC, "d/acme-111122223333/shared"),
                build.url(Build.DUAL_STACK, "shared"))
            + dependencies("library")
            + PLUGIN);
    Build.Ended ended = build.run("validate");
    assertEquals(0, ended.exit(), ended::output);
    assertEquals(1, aws.calls(TOKEN).size(), "one token for the domain");
    assertNoSecret(build, ended);
  }

  static Stream<String> mavensFrom39() throws IOException {
    return Build.mavens().filter(maven -> !maven.startsWith("3.6."));
  }

  /** Maven reads the extensions of a pom after its parent, and before its plugins. */
  @Tag("long")
  @ParameterizedTest
  @MethodSource("mavensFrom39")
  void theExtensionOfAPom(String maven) throws Exception {
    Build build = new Build(aws, maven, folder).withSettings("");
    Files.writeString(
        build.work().resolve("pom.xml"),
        """
        <project xmlns="http://maven.apache.org/POM/4.0.0">
          <modelVersion>4.0.0</modelVersion>
          <groupId>com.acme</groupId>
          <artifactId>app</artifactId>
          <version>1</version>
          <packaging>pom</packaging>
          %s
        </project>
        """
            .formatted(
                repositories(build.url(Build.ACME, "shared"))
                    + dependencies("library")
                    + PLUGIN.replace(
                        "<build>",
                        ("<build><extensions><extension><groupId>io.github.rolecall</groupId>"
                                + "<artifactId>rolecall-maven-extension</artifactId>"
                                + "<version>%s</version></extension></extensions>")
                            .formatted(Build.property("it.version")))));
    Build.Ended ended = build.run("validate");
    assertEquals(0, ended.exit(), ended::output);
    assertTrue(ended.output().contains("hello from the private plugin"), ended::output);
    assertNoSecret(build, ended);
  }

  /** The extension is in Maven, so it can get extensions of the project too. */
  @Test
  void aPrivateExtensionBehindAMirrorOfEverything() throws Exception {
    Build build =
        new Build(aws, NEWEST, folder).inLibExt().withPrivateExtension("library").withSettings("");
    build.withSettings(
        "<mirrors><mirror><id>acme</id><mirrorOf>*</mirrorOf><url>%s</url></mirror></mirrors>"
            .formatted(build.url(Build.ACME, "shared")));
    pom(build.work(), "");
    Build.Ended ended = build.run("validate");
    assertEquals(0, ended.exit(), ended::output);
    assertEquals(2, aws.calls(TOKEN).size(), "one while Maven loads extensions, one for the build");
    assertTrue(
        Files.exists(folder.resolve("repository/com/acme/library/1/library-1.jar")),
        "the private extension");
    assertNoSecret(build, ended);
  }

  @Test
  void withoutCredentialsTheRepositoryIsNamed() throws Exception {
    Build build = build(NEWEST);
    pom(build.work(), repositories(build.url(Build.ACME, "shared")));
    Build.Ended ended = build.run(Map.of("AWS_EC2_METADATA_DISABLED", "true"), "validate");
    assertNotEquals(0, ended.exit());
    for (String part :
        List.of("Rolecall got no token for the domain acme", "credentials.roleToAssume", "acme")) {
      assertTrue(ended.output().contains(part), part + " in " + ended.output());
    }
    assertFalse(ended.output().contains("status code: 401"), ended::output);
    assertEquals(List.of(), aws.calls("maven"), "the repository is not asked without a token");
  }

  /** Maven 4 itself needs Java 17. */
  static Stream<String> mavensForAnOldJava() throws IOException {
    return Build.mavens().filter(maven -> !maven.startsWith("4."));
  }

  @Tag("long")
  @ParameterizedTest
  @MethodSource("mavensForAnOldJava")
  void anOldJavaIsNamed(String maven) throws Exception {
    Build build = build(maven);
    pom(build.work(), repositories(build.url(Build.ACME, "shared")));
    // Maven makes its own properties those of the JVM, which takes this one from no option of java.
    Build.Ended ended = build.run("-Djava.specification.version=11", "validate");
    assertNotEquals(0, ended.exit());
    assertTrue(
        ended
            .output()
            .contains(
                "rolecall-maven-extension needs Java 17 or newer to request a token of AWS"
                    + " CodeArtifact, and Maven runs on Java 11."),
        ended::output);
    assertEquals(List.of(), aws.calls("maven"), "the repository is not asked without a token");
  }

  /** An old Java, and Maven 3.8 on any Java, ignore an extension with newer classes. */
  @Test
  void mavenLoadsClassesOfJava8() throws IOException {
    try (var jar = new JarFile(Build.extension().toFile())) {
      List<JarEntry> classes =
          jar.stream()
              .filter(entry -> entry.getName().endsWith(".class"))
              .filter(entry -> !entry.getName().startsWith("META-INF/"))
              .toList();
      assertFalse(classes.isEmpty());
      for (JarEntry entry : classes) {
        try (var code = new DataInputStream(jar.getInputStream(entry))) {
          assertEquals(0xCAFEBABE, code.readInt(), entry::getName);
          assertEquals(0, code.readUnsignedShort(), entry::getName);
          assertEquals(JAVA_8, code.readUnsignedShort(), entry::getName);
        }
      }
    }
  }

  /** Maven itself reaches the repository without it. */
  private static String proxySettings(TestProxy proxy, String exceptions) {
    return """
        <proxies>
          <proxy>
            <id>company</id>
            <active>true</active>
            <protocol>https</protocol>
            <host>127.0.0.1</host>
            <port>%s</port>
            <username>user</username>
            <password>pass word</password>
            <nonProxyHosts>%s</nonProxyHosts>
          </proxy>
        </proxies>
        """
        .formatted(proxy.url().getPort(), exceptions);
  }

  @Tag("long")
  @ParameterizedTest
  @MethodSource("mavens")
  void theProxyOfTheSettingsLeadsToAws(String maven) throws Exception {
    try (var proxy = TestProxy.requiring("user", "pass word")) {
      Build build =
          build(maven).withSettings(proxySettings(proxy, "*.d.codeartifact.*|" + Build.ACME));
      pom(build.work(), repositories(build.url(Build.ACME, "shared")));
      Build.Ended ended = build.run("-X", "validate");
      assertEquals(0, ended.exit(), ended::output);
      assertTrue(
          proxy.requests().stream().anyMatch(asked -> asked.startsWith("CONNECT localhost:")),
          proxy.requests()::toString);
      assertFalse(ended.output().contains("pass word"), "the password of the proxy");
      assertNoSecret(build, ended);
    }
  }

  @Tag("long")
  @Test
  void hostsOfTheSettingsAreReachedWithoutTheProxy() throws Exception {
    try (var proxy = TestProxy.start()) {
      Build build =
          build(NEWEST).withSettings(proxySettings(proxy, Build.ACME + "|localhost|127.0.0.1"));
      pom(build.work(), repositories(build.url(Build.ACME, "shared")));
      Build.Ended ended = build.run("validate");
      assertEquals(0, ended.exit(), ended::output);
      assertEquals(List.of(), proxy.requests());
    }
  }

  @Tag("long")
  @Test
  void aProxyOfTheEnvironmentPrecedesTheSettings() throws Exception {
    try (var proxy = TestProxy.start();
        var other = TestProxy.start()) {
      Build build = build(NEWEST).withSettings(proxySettings(proxy, Build.ACME));
      pom(build.work(), repositories(build.url(Build.ACME, "shared")));
      Build.Ended ended =
          build.run(
              Map.of(
                  "HTTPS_PROXY",
                  other.url().toString(),
                  "ROLE_TO_ASSUME",
                  "arn:aws:iam::111122223333:role/Deploy"),
              "validate");
      assertEquals(0, ended.exit(), ended::output);
      assertEquals(List.of(), proxy.requests());
      assertFalse(other.requests().isEmpty(), "the other proxy");
    }
  }

  @Tag("long")
  @ParameterizedTest
  @MethodSource("mavens")
  void aRepositoryThatRefusesTheTokenIsExplained(String maven) throws Exception {
    aws.mavenRepositories().refuse("acme-111122223333.eu-central-1", 403);
    Build build = build(maven);
    pom(build.work(), repositories(build.url(Build.ACME, "shared")));
    Build.Ended ended = build.run("validate");
    assertNotEquals(0, ended.exit());
    for (String part :
        List.of(
            "arn:aws:codeartifact:eu-central-1:111122223333:repository/acme/shared",
            "assumed-role/Deploy/",
            "Allow codeartifact:ReadFromRepository",
            "(codeartifact-repository-refused)")) {
      assertTrue(ended.output().contains(part), part + " in " + ended.output());
    }
    assertNoSecret(build, ended);
  }

  @Tag("long")
  @Test
  void aRepositoryThatRefusesToPublishIsExplained() throws Exception {
    aws.mavenRepositories().refusePublishing("acme-111122223333.eu-central-1", 401);
    Build build = build(NEWEST);
    String url = build.url(Build.ACME, "shared");
    pom(
        build.work(),
        repositories(url)
            + PLUGIN
            + "<distributionManagement><repository><id>acme</id><url>%s</url></repository></distributionManagement>"
                .formatted(url));
    Build.Ended ended = build.run("deploy");
    assertNotEquals(0, ended.exit());
    assertTrue(
        ended
            .output()
            .contains(
                "Allow codeartifact:PublishPackageVersion on"
                    + " arn:aws:codeartifact:eu-central-1:111122223333:package/acme/shared/maven/*"),
        ended::output);
  }

  /** As in the job image: the jar is in Maven's own folder, and the project has no extension. */
  @Tag("long")
  @Test
  void theExtensionWorksFromLibExt() throws Exception {
    Build build = new Build(aws, NEWEST, folder).inLibExt().withSettings("");
    pom(build.work(), repositories(build.url(Build.ACME, "shared")) + dependencies("library"));
    Build.Ended ended = build.run("validate");
    assertEquals(0, ended.exit(), ended::output);
    assertEquals(1, aws.calls(TOKEN).size());
    assertNoSecret(build, ended);
  }

  @Test
  void offlineNobodyIsAsked() throws Exception {
    Build build = build(NEWEST);
    pom(
        build.work(),
        repositories(build.url(Build.ACME, "shared")) + dependencies("library") + PLUGIN);
    assertEquals(0, build.run("validate").exit());
    int calls = aws.calls().size();
    Build.Ended ended = build.run("--offline", "validate");
    assertEquals(0, ended.exit(), ended::output);
    assertEquals(calls, aws.calls().size());
  }
}
