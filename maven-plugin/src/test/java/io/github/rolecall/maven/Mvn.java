package io.github.rolecall.maven;

import io.github.rolecall.testkit.ci.CommandLine;
import io.github.rolecall.testkit.ci.Program;
import io.github.rolecall.testkit.tls.TestAuthority;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A real Maven in its own process. It reads the plugin from the repository to which this build
 * installed it, and everything else from the local repository of this build. It is offline.
 */
record Mvn(
    String version,
    String jdk,
    boolean repeated,
    boolean pushes,
    List<String> terminal,
    List<String> arguments)
    implements Program {

  /**
   * Starts a command as a process without Maven ancestors, even if Maven runs this test: its parent
   * process ends immediately. The shell reads the exit code from a pipe. The command has a time
   * limit, because no other process would stop it.
   */
  private static final List<String> ORPHAN =
      List.of(
          "sh",
          "-c",
          """
          code=$(mktemp -d)/code
          mkfifo "$code"
          ( ("$@"; echo $? >"$code") & )
          read -r exit <"$code"
          rm -r "${code%/*}"
          exit "$exit"
          """,
          "sh",
          "timeout",
          "-k",
          "10",
          "300");

  static Mvn of(String version, String... arguments) {
    return new Mvn(
        version, System.getProperty("java.home"), false, false, List.of(), List.of(arguments));
  }

  /** This Maven with another JDK. */
  Mvn on(String otherJdk) {
    return new Mvn(version, otherJdk, repeated, pushes, terminal, arguments);
  }

  /** This Maven for a goal that pushes to a registry. */
  Mvn pushing() {
    return new Mvn(version, jdk, repeated, true, terminal, arguments);
  }

  /** Two runs of this Maven in one JVM. */
  Mvn twice() {
    return new Mvn(version, jdk, true, pushes, terminal, arguments);
  }

  /** This Maven on a terminal, which the given program creates. */
  Mvn onTerminal(List<String> program) {
    return new Mvn(version, jdk, repeated, pushes, program, arguments);
  }

  /** The entries of {@code it.matrix}: a Maven version, a colon, and the folder of a JDK. */
  static Stream<String> matrix() {
    return Stream.of(property("it.matrix").split(",", -1));
  }

  /** The entries with the JDK of this build. */
  static Stream<String> matrixOnThisJdk() {
    String here = ":" + System.getProperty("java.home");
    return matrix().filter(word -> word.endsWith(here));
  }

  /** Creates the Maven of an entry of {@link #matrix}. */
  static Mvn ofMatrix(String word, String... arguments) {
    String[] parts = word.split(":", 2);
    return Mvn.of(parts[0], arguments).on(parts[1]);
  }

  /** One Maven of each major version. */
  static Stream<String> versions() {
    return Stream.of(three(), four());
  }

  static String three() {
    return property("it.maven3");
  }

  static String four() {
    return property("it.maven4");
  }

  /** The version of the plugin. */
  static String pluginVersion() {
    return property("it.version");
  }

  @Override
  public int run(Map<String, String> environment, Path folder, OutputStream output)
      throws IOException, InterruptedException {
    var all = new HashMap<>(environment);
    all.put("PATH", path());
    all.put("JAVA_HOME", jdk);
    // Maven starts three times as fast with these options.
    all.put("MAVEN_OPTS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
    // Maven and the JVMs that it starts trust the simulators of this process.
    all.put("JAVA_TOOL_OPTIONS", trustStore());
    var command = new ArrayList<>(ORPHAN);
    command.addAll(terminal);
    command.addAll(words(folder));
    return new CommandLine(command).run(all, folder, output);
  }

  private List<String> words(Path folder) throws IOException {
    var words = new ArrayList<String>();
    if (repeated) {
      words.addAll(launcher(folder));
    } else {
      words.add(script());
    }
    if (terminal.isEmpty()) {
      words.add("--batch-mode");
    }
    words.add("--no-transfer-progress");
    if (version.startsWith("3.6")) {
      // Maven 3.6 does not support a second local repository, so it reads that one as a remote
      // repository.
      words.add("--settings=" + mirror(property("it.userRepository"), folder));
      words.add("-Dmaven.repo.local=" + property("it.repository"));
      words.add("-Dit.version=" + pluginVersion());
    } else {
      words.addAll(local());
    }
    words.addAll(arguments);
    if (pushes) {
      // Jib does not push in offline mode. Maven finds everything in the local repositories anyway.
      words.remove("--offline");
    }
    return words;
  }

  private Path home() {
    return Path.of(property("it.mavens"), "apache-maven-" + version);
  }

  /** What users start. */
  String script() {
    return home().resolve("bin").resolve("mvn").toString();
  }

  /** Where it finds everything, without a network; from Maven 3.9 on. */
  List<String> local() {
    return List.of(
        "--offline",
        "-Dmaven.repo.local=" + property("it.repository"),
        "-Dmaven.repo.local.tail=" + property("it.userRepository"),
        "-Dit.version=" + pluginVersion());
  }

  /** Writes settings in which a folder mirrors all repositories. */
  private static Path mirror(String repository, Path folder) throws IOException {
    return Files.writeString(
        folder.resolveSibling("mirror.xml"),
        "<settings><mirrors><mirror><id>folder</id><mirrorOf>*</mirrorOf><url>"
            + Path.of(repository).toUri()
            + "</url></mirror></mirrors></settings>");
  }

  /** What Maven's own script starts, but for the main class. */
  private List<String> launcher(Path folder) throws IOException {
    Path home = home();
    try (Stream<Path> boot = Files.list(home.resolve("boot"))) {
      Path classWorlds =
          boot.filter(file -> file.toString().endsWith(".jar")).findFirst().orElseThrow();
      return List.of(
          Path.of(jdk, "bin", "java").toString(),
          "-classpath",
          classWorlds + File.pathSeparator + Path.of("target", "test-classes").toAbsolutePath(),
          "-Dclassworlds.conf=" + home.resolve("bin").resolve("m2.conf"),
          "-Dmaven.home=" + home,
          "-Dmaven.multiModuleProjectDirectory=" + folder.toAbsolutePath(),
          TwoBuilds.class.getName());
    }
  }

  /**
   * The PATH of this process with an {@code aws} that trusts the simulators. It uses an option for
   * that, because Rolecall would read the environment variable too.
   */
  private static String path() throws IOException {
    String path = System.getenv("PATH");
    Optional<Path> aws =
        Stream.of(path.split(File.pathSeparator, -1))
            .map(folder -> Path.of(folder, "aws"))
            .filter(Files::isExecutable)
            .findFirst();
    if (aws.isEmpty()) {
      return path;
    }
    // Another process with tests has another authority.
    Path trusting =
        Files.createDirectories(
            Path.of("target", "it-bin", String.valueOf(ProcessHandle.current().pid()))
                .toAbsolutePath());
    Path script = Files.createTempFile(trusting, "aws-", "");
    Files.writeString(
        script,
        "#!/bin/sh\nexec %s --ca-bundle %s \"$@\"\n"
            .formatted(aws.get(), TestAuthority.ofThisProcess().bundle()));
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    // Tests run in parallel, and must not see an incomplete file.
    Files.move(script, trusting.resolve("aws"), StandardCopyOption.REPLACE_EXISTING);
    return trusting + File.pathSeparator + path;
  }

  /**
   * The JVM option with which users set a trust store; here, that of the simulators in this
   * process.
   */
  static String trustStore() {
    return "-Djavax.net.ssl.trustStore=" + TestAuthority.ofThisProcess().trustStore();
  }

  private static String property(String name) {
    String value = System.getProperty(name);
    if (value == null) {
      throw new IllegalStateException("only the build sets " + name + ": run mvn verify");
    }
    return value;
  }
}
