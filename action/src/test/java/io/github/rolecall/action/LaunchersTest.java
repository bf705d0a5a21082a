package io.github.rolecall.action;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.testkit.ci.CommandLine;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tests the launchers of a release and the catalog of JBang, which start {@code rolecall.jar}. The
 * launchers for cmd and PowerShell cannot run here, so this test compares them with the one that
 * can.
 */
class LaunchersTest {
  private static final Path LAUNCHERS = Path.of("..", "release", "launchers");
  private static final List<String> FLAGS =
      List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar");

  /** Prints its arguments and a variable that the launcher must pass on. */
  public static final class Echo {
    public static void main(String[] arguments) {
      System.out.println(List.of(arguments) + " " + System.getenv("INPUT_ROLE-TO-ASSUME"));
      System.exit(7);
    }
  }

  private record Ended(int exitCode, String output) {}

  @TempDir Path folder;

  @BeforeEach
  void install() throws IOException {
    Path launcher = folder.resolve("with blank/rolecall.sh");
    Files.createDirectories(launcher.getParent());
    Files.copy(LAUNCHERS.resolve("rolecall.sh"), launcher);
    var manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, Echo.class.getName());
    String entry = Echo.class.getName().replace('.', '/') + ".class";
    try (var jar =
            new JarOutputStream(
                Files.newOutputStream(launcher.resolveSibling("rolecall.jar")), manifest);
        var bytes = Echo.class.getClassLoader().getResourceAsStream(entry)) {
      jar.putNextEntry(new ZipEntry(entry));
      bytes.transferTo(jar);
    }
  }

  private Ended run(Path launcher, Map<String, String> variables) throws Exception {
    var environment = new HashMap<>(Map.of("PATH", System.getenv("PATH")));
    environment.put("INPUT_ROLE-TO-ASSUME", "kept");
    environment.putAll(variables);
    var output = new ByteArrayOutputStream();
    var words = new ArrayList<>(List.of("bash", launcher.toString(), "a b", "", "$HOME", "*"));
    int exitCode = new CommandLine(words).run(environment, folder, output);
    return new Ended(exitCode, output.toString(UTF_8));
  }

  private Path launcher() {
    return folder.resolve("with blank/rolecall.sh");
  }

  @Test
  void argumentsVariablesAndTheExitCodePassThrough() throws Exception {
    String java = System.getProperty("java.home");
    Ended ended = run(launcher(), Map.of("JAVA_HOME", java));
    assertEquals("[a b, , $HOME, *] kept\n", ended.output());
    assertEquals(7, ended.exitCode());

    Path link =
        Files.createSymbolicLink(folder.resolve("rolecall"), Path.of("with blank/rolecall.sh"));
    assertEquals(7, run(link, Map.of("JAVA_HOME", java)).exitCode());
    String path = Path.of(java, "bin") + ":" + System.getenv("PATH");
    assertEquals(7, run(launcher(), Map.of("PATH", path)).exitCode());
  }

  @Test
  void whatIsMissingIsNamed() throws Exception {
    Ended none = run(launcher(), Map.of("JAVA_HOME", "/nowhere"));
    assertEquals(1, none.exitCode());
    assertTrue(none.output().contains("JAVA_HOME is '/nowhere'"), none::output);
    assertTrue(none.output().contains("Install Java 17 or newer"), none::output);

    Path old = folder.resolve("jdk8");
    Files.createDirectories(old.resolve("bin"));
    Files.copy(Path.of("/bin/true"), old.resolve("bin/java"));
    Files.writeString(old.resolve("release"), "JAVA_VERSION=\"1.8.0_402\"\n");
    Ended tooOld = run(launcher(), Map.of("JAVA_HOME", old.toString()));
    assertEquals(1, tooOld.exitCode(), tooOld::output);
    assertTrue(tooOld.output().contains("is Java 8. It must be 17 or newer."), tooOld::output);

    Files.delete(launcher().resolveSibling("rolecall.jar"));
    Ended noJar = run(launcher(), Map.of());
    assertEquals(1, noJar.exitCode());
    assertTrue(noJar.output().contains("Put rolecall.jar of the same release"), noJar::output);
  }

  @Test
  void allLaunchersStartTheSame() throws IOException {
    for (String name : List.of("rolecall.sh", "rolecall.cmd", "rolecall.ps1")) {
      assertTrue(ReleaseContents.read().files().contains(name), name);
      String text = Files.readString(LAUNCHERS.resolve(name)).replace("'", "");
      String start = text.lines().filter(line -> line.contains("-jar")).findFirst().orElseThrow();
      assertTrue(start.contains(String.join(" ", FLAGS)), start);
      assertTrue(text.contains("JAVA_HOME") && text.contains("rolecall.jar"), text);
    }
    String cmd = Files.readString(LAUNCHERS.resolve("rolecall.cmd"));
    assertTrue(cmd.lines().count() > 10 && !cmd.replace("\r\n", "").contains("\n"), "line ends");
    assertTrue(cmd.contains(" %*\r\nexit /b %ERRORLEVEL%\r\n"), cmd);
    String powerShell = Files.readString(LAUNCHERS.resolve("rolecall.ps1"));
    assertTrue(powerShell.endsWith("@args\nexit $LASTEXITCODE\n"), powerShell);
  }

  @Test
  void jbangFetchesTheJarOfTheRelease() throws IOException {
    ReleaseContents contents = ReleaseContents.read();
    JsonNode catalog = JsonMapper.shared().readTree(Path.of("..", "jbang-catalog.json"));
    JsonNode alias = catalog.at("/aliases/" + contents.jbangAlias());
    assertEquals(
        "https://github.com/"
            + contents.name("github")
            + "/releases/download/v"
            + contents.version()
            + "/rolecall.jar",
        alias.get("script-ref").asString());
    assertEquals("17+", alias.get("java").asString());
    List<String> flags = new ArrayList<>();
    alias.get("java-options").forEach(flag -> flags.add(flag.asString()));
    assertEquals(FLAGS.subList(0, 2), flags);
  }
}
