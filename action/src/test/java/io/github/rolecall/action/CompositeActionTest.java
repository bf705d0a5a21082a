package io.github.rolecall.action;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.option.FrontEnd;
import io.github.rolecall.option.Input;
import io.github.rolecall.testkit.ci.WorkflowRun;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.jar.Attributes.Name;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests the scripts of the composite action in bash, with a jar that records its environment.
 * CompositeActionIT uses the real jar.
 */
class CompositeActionTest {
  @TempDir Path folder;
  private Path jar;
  private Path seen;
  private Path action;
  private final Map<String, String> environment = new HashMap<>();
  private List<String> released = List.of();
  private String log = "";

  @BeforeEach
  void jar() throws IOException {
    seen = folder.resolve("seen");
    action = Files.createDirectories(folder.resolve("action"));
    jar = folder.resolve("some where.jar");
    var manifest = new Manifest();
    manifest.getMainAttributes().put(Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Name.MAIN_CLASS, EnvironmentProgram.class.getName());
    String classes = Path.of("target/test-classes").toAbsolutePath().toUri().toString();
    manifest
        .getMainAttributes()
        .put(Name.CLASS_PATH, classes.endsWith("/") ? classes : classes + "/");
    new JarOutputStream(Files.newOutputStream(jar), manifest).close();
    environment.put("SEEN", seen.toString());
    environment.put("JAVA_HOME", System.getProperty("java.home"));
  }

  private boolean run(Map<String, String> with) throws IOException {
    Files.deleteIfExists(seen);
    WorkflowRun run = WorkflowRun.start(Files.createTempDirectory(folder, "run"), environment);
    CompositeAction composite = CompositeAction.in(action);
    (released.isEmpty() ? composite : composite.released(released.get(0), released.get(1)))
        .run(run, with);
    log = run.log().visible();
    return !run.failed();
  }

  private Properties seen() throws IOException {
    var seenThere = new Properties();
    try (InputStream in = Files.newInputStream(seen)) {
      seenThere.load(in);
    }
    return seenThere;
  }

  private String sum() throws Exception {
    return HexFormat.of()
        .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(jar)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "$(touch planted)",
        "\"; touch planted; \"",
        "'; touch planted; '",
        "`touch planted`",
        "a\nb\n::error::x",
        "\\ ${HOME} %PATH% !x",
        " ",
      })
  void everyInputArrivesAsItIs(String value) throws IOException {
    var with = new HashMap<>(Map.of("rolecall-jar", jar.toString()));
    for (Input input : Input.values()) {
      with.put(input.key(), value);
    }
    assertTrue(run(with), log);
    Properties variables = seen();
    for (Input input : Input.values()) {
      String name = "INPUT_" + input.key().toUpperCase(Locale.ROOT);
      boolean ours = input.frontEnds().contains(FrontEnd.ACTION);
      assertEquals(ours ? value : null, variables.getProperty(name), name);
    }
    try (var files = Files.walk(folder)) {
      assertFalse(files.anyMatch(file -> file.endsWith("planted")));
    }
  }

  @Test
  void aJarWithAnotherSumIsNotRun() throws Exception {
    var with = new HashMap<>(Map.of("rolecall-jar", jar.toString(), "rolecall-sha256", sum()));
    assertTrue(run(with), log);
    with.put("rolecall-sha256", sum().toUpperCase(Locale.ROOT));
    assertTrue(run(with), log);
    with.put("rolecall-sha256", "0".repeat(64));
    assertFalse(run(with), log);
    assertFalse(Files.exists(seen));
    assertTrue(log.contains("is " + sum() + ", which is not rolecall-sha256"), log);
  }

  @Test
  void theJarBesideTheActionIsRun() throws IOException {
    Files.copy(jar, action.resolve("rolecall.jar"));
    assertTrue(run(Map.of()), log);
    assertTrue(Files.exists(seen));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rolecall-jar | gone.jar | is not there",
        "rolecall-version | | nothing is released yet",
        "rolecall-version | 1.0.0 | rolecall-sha256 is not set",
        "rolecall-version | ../../x | must be a version",
        "rolecall-version | $(touch planted) | must be a version",
      })
  void saysWhatIsMissing(String input, String value, String message) throws IOException {
    assertFalse(run(Map.of(input, value == null ? "" : value)));
    assertTrue(log.contains(message), log);
    assertFalse(Files.exists(seen));
  }

  /** Tests what {@code release/pin jar} writes into the tag of a release. */
  @Test
  void aReleaseDownloadsItsOwnJar() throws Exception {
    Path bin = Files.createDirectories(folder.resolve("bin"));
    Path curl = bin.resolve("curl");
    Files.writeString(
        curl,
        """
        #!/bin/sh
        for last; do :; done
        echo "fetched $last"
        while [ "$1" != --output ]; do shift; done
        cp "$JAR" "$2"
        """);
    Files.setPosixFilePermissions(curl, PosixFilePermissions.fromString("rwxr-xr-x"));
    environment.put("JAR", jar.toString());
    environment.put("PATH", bin + File.pathSeparator + System.getenv("PATH"));
    released = List.of("1.2.3", sum());
    assertTrue(run(Map.of()), log);
    assertTrue(log.contains("/releases/download/v1.2.3/rolecall.jar"), log);
    assertTrue(Files.exists(seen));
    assertFalse(run(Map.of("rolecall-version", "1.2.4")), log);
    assertTrue(log.contains("rolecall-sha256 is not set"), log);
    released = List.of("1.2.3", "0".repeat(64));
    assertFalse(run(Map.of()), log);
    assertTrue(log.contains("It was not run"), log);
    assertFalse(Files.exists(seen));
  }

  /**
   * The variables are named as on GitHub's runners. A Java that is too old or missing is skipped.
   */
  @Test
  void theNewestJavaOfTheRunnerIsTaken() throws IOException {
    environment.put("JAVA_HOME", java("old", "exit 1"));
    environment.put("JAVA_HOME_8_X64", java("eight", "exit 1"));
    environment.put("JAVA_HOME_99_X64", folder.resolve("gone").toString());
    environment.put("JAVA_HOME_17_X64", java("seventeen", real()));
    environment.put("JAVA_HOME_21_arm64", java("twenty-one", real()));
    assertTrue(run(Map.of("rolecall-jar", jar.toString())), log);
    assertEquals("twenty-one", seen().getProperty("STARTED"));
  }

  @Test
  void aJavaThatIsTooOldIsNamed() throws IOException {
    environment.put("JAVA_HOME", java("old", "echo 'openjdk version \"1.8.0_402\"' >&2"));
    assertFalse(run(Map.of("rolecall-jar", jar.toString())));
    assertTrue(log.contains("needs Java 17 or newer, and found 1."), log);
  }

  private static String real() {
    return "exec '%s/bin/java' \"$@\"".formatted(System.getProperty("java.home"));
  }

  private String java(String name, String script) throws IOException {
    Path home = folder.resolve(name);
    Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
    Files.writeString(java, "#!/bin/sh\nexport STARTED=" + name + "\n" + script + "\n");
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    return home.toString();
  }
}
