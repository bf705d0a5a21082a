package io.github.rolecall.extension;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.rolecall.testkit.FakeAws;
import io.github.rolecall.testkit.ci.CommandLine;
import io.github.rolecall.testkit.tls.TestAuthority;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A build by a real Maven on an empty machine. The host names of CodeArtifact resolve to the
 * simulator, and folders replace Maven Central.
 *
 * @param folder contains the project in {@code work} and the home of the user in {@code home}
 */
record Build(FakeAws aws, String maven, Path folder) {
  static final String ACME = "acme-111122223333.d.codeartifact.eu-central-1.amazonaws.com";
  static final String VPC =
      "vpce-0a1b2c3d4e5f67890-abcdefgh.d.codeartifact.eu-central-1.vpce.amazonaws.com";
  static final String DUAL_STACK = "acme-111122223333.d.codeartifact.eu-central-1.on.aws";
  static final String OTHER = "other-444455556666.d.codeartifact.us-east-1.amazonaws.com";

  /** The result of a Maven process. */
  record Ended(int exit, String output) {}

  /** Returns the Maven versions that the build has unpacked. */
  static Stream<String> mavens() throws IOException {
    try (Stream<Path> homes = Files.list(Path.of(property("it.mavens")))) {
      return homes
          .map(home -> home.getFileName().toString().replaceFirst("apache-maven-", ""))
          .sorted()
          .toList()
          .stream();
    }
  }

  Path work() throws IOException {
    Files.createDirectories(folder.resolve("home/.m2"));
    return Files.createDirectories(folder.resolve("work/.mvn")).getParent();
  }

  /** Returns the address of a repository, with the port of the simulator. */
  String url(String host, String repository) {
    return "https://%s:%s/maven/%s/".formatted(host, aws.url().getPort(), repository);
  }

  /** Adds the extension as a project does. */
  Build withExtension() throws IOException {
    Files.writeString(
        work().resolve(".mvn/extensions.xml"),
        """
        <extensions>
          <extension>
            <groupId>io.github.rolecall</groupId>
            <artifactId>rolecall-maven-extension</artifactId>
            <version>%s</version>
          </extension>
        </extensions>
        """
            .formatted(property("it.version")));
    return this;
  }

  /** Adds an extension of the user to those of the project. */
  Build withPrivateExtension(String artifact) throws IOException {
    Files.writeString(
        work().resolve(".mvn/extensions.xml"),
        """
        <extensions>
          <extension>
            <groupId>com.acme</groupId>
            <artifactId>%s</artifactId>
            <version>1</version>
          </extension>
        </extensions>
        """
            .formatted(artifact));
    return this;
  }

  /** Uses a copy of Maven that has the extension in its own folder, as the job image has. */
  Build inLibExt() throws IOException {
    Path home = Path.of(property("it.mavens"), "apache-maven-" + maven);
    Path copy = folder.resolve("maven");
    try (Stream<Path> all = Files.walk(home)) {
      for (Path file : all.toList()) {
        Path target = copy.resolve(home.relativize(file));
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
        }
      }
    }
    Files.copy(extension(), copy.resolve("lib/ext/rolecall-maven-extension.jar"));
    return this;
  }

  /** Returns the jar of the extension. */
  static Path extension() {
    String version = property("it.version");
    return Path.of(
        property("it.repository"),
        "io/github/rolecall/rolecall-maven-extension",
        version,
        "rolecall-maven-extension-" + version + ".jar");
  }

  private Path home() {
    Path own = folder.resolve("maven");
    return Files.isDirectory(own) ? own : Path.of(property("it.mavens"), "apache-maven-" + maven);
  }

  /**
   * Writes settings.
   *
   * @param more what the settings contain besides the folders that replace Maven Central
   */
  Build withSettings(String more) throws IOException {
    work();
    String folders =
        folder("central", property("it.userRepository"))
            + folder("built", property("it.repository"));
    Files.writeString(
        folder.resolve("home/.m2/settings.xml"),
        """
        <settings>
          <profiles>
            <profile>
              <id>folders</id>
              <repositories>
        %s</repositories>
              <pluginRepositories>
        %s</pluginRepositories>
            </profile>
          </profiles>
          <activeProfiles>
            <activeProfile>folders</activeProfile>
          </activeProfiles>
          %s
        </settings>
        """
            .formatted(folders, folders.replace("repository>", "pluginRepository>"), more));
    return this;
  }

  /** Declares a folder as a repository. Local repositories have no checksums. */
  private static String folder(String id, String path) {
    String policy = "<enabled>true</enabled><checksumPolicy>ignore</checksumPolicy>";
    return """
        <repository>
          <id>%s</id>
          <url>%s</url>
          <releases>%s</releases>
          <snapshots>%s</snapshots>
        </repository>
        """
        .formatted(id, Path.of(path).toUri(), policy, policy);
  }

  /** Runs Maven as a job of GitHub that may assume the role Deploy. */
  Ended run(String... arguments) throws IOException, InterruptedException {
    return run(Map.of("ROLE_TO_ASSUME", "arn:aws:iam::111122223333:role/Deploy"), arguments);
  }

  /** Runs Maven with these variables instead of the role. */
  Ended run(Map<String, String> variables, String... arguments)
      throws IOException, InterruptedException {
    var environment = new HashMap<>(aws.gitHubJob().environment());
    environment.put("AWS_ENDPOINT_URL_STS", aws.url().toString());
    environment.put("AWS_ENDPOINT_URL_CODEARTIFACT", aws.url().toString());
    environment.put("PATH", System.getenv("PATH"));
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.put("HOME", folder.resolve("home").toString());
    environment.put("JAVA_TOOL_OPTIONS", String.join(" ", options()));
    environment.putAll(variables);
    var command =
        new ArrayList<>(
            List.of(
                home().resolve("bin").resolve("mvn").toString(),
                "--batch-mode",
                "--no-transfer-progress",
                "--errors",
                "-Dmaven.repo.local=" + folder.resolve("repository")));
    command.addAll(List.of(arguments));
    var output = new ByteArrayOutputStream();
    int exit = new CommandLine(command).run(environment, work(), output);
    return new Ended(exit, output.toString(UTF_8));
  }

  private List<String> options() throws IOException {
    Path hosts =
        Files.writeString(
            folder.resolve("hosts"),
            Stream.of("localhost", ACME, OTHER, VPC, DUAL_STACK)
                .map(host -> "127.0.0.1 " + host + "\n")
                .collect(Collectors.joining()));
    return List.of(
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "-Duser.home=" + folder.resolve("home"),
        "-Djdk.net.hosts.file=" + hosts,
        "-Djavax.net.ssl.trustStore=" + TestAuthority.ofThisProcess().trustStore());
  }

  /** Returns the files of the project and of the user that contain one of the texts. */
  List<Path> filesWith(List<String> texts) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).filter(file -> contains(file, texts)).toList();
    }
  }

  private static boolean contains(Path file, List<String> texts) {
    try {
      String text = new String(Files.readAllBytes(file), UTF_8);
      return texts.stream().anyMatch(text::contains);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String property(String name) {
    String value = System.getProperty(name);
    if (value == null) {
      throw new IllegalStateException("only the build sets " + name + ": run mvn verify");
    }
    return value;
  }
}
