package io.github.rolecall.action;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that the images use the JVM's AOT cache, and that it was made for the jar in the image. */
@Tag("container")
class RuntimeImageIT {
  private static final String JAVA = "/opt/rolecall/java/bin/java";

  @TempDir private Path folder;

  private static Images.Ran java(String... arguments) {
    String[] words = {
      "podman", "run", "--rm", "--network", "none", "--entrypoint", JAVA, Images.name("action")
    };
    return Images.run(
        Map.of(),
        Path.of(""),
        java.util.stream.Stream.concat(List.of(words).stream(), List.of(arguments).stream())
            .toList());
  }

  /** Returns a copy of a file in the image. */
  private Path copied(String path) throws IOException {
    String container =
        Images.run(Map.of(), "podman", "create", Images.name("action")).output().strip();
    Path copy = folder.resolve("copy");
    Images.Ran copying =
        Images.run(Map.of(), "podman", "cp", container + ":" + path, copy.toString());
    Images.run(Map.of(), "podman", "rm", container);
    assertEquals(0, copying.exit(), copying::output);
    return copy;
  }

  @Test
  void theCacheIsAccepted() {
    // With "on", the JVM fails if it cannot use the cache; otherwise it would only be slow.
    Images.Ran ran = java("-XX:AOTMode=on", "@/opt/rolecall/run", "--version");
    assertEquals(0, ran.exit(), ran::output);
    assertTrue(ran.output().startsWith("rolecall "), ran::output);
  }

  @Test
  void aCacheThatIsNotAcceptedIsSeen() {
    Images.Ran ran =
        java(
            "-XX:AOTMode=on",
            "-XX:+UseZGC",
            "-XX:-UseSerialGC",
            "-XX:-UseCompressedOops",
            "@/opt/rolecall/run",
            "--version");
    assertNotEquals(0, ran.exit(), ran::output);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "io.github.rolecall.assume.run.Assume",
        "software.amazon.awssdk.services.sts.DefaultStsClient",
        "sun.security.ssl.SSLSocketImpl"
      })
  void whatUsersNeedComesFromTheCache(String type) {
    Images.Ran ran = java("-Xlog:class+load:stdout", "@/opt/rolecall/run", "--version");
    // A later -Xlog:disable in the file would win, so this passes its flags without the file.
    Images.Ran listed =
        java(
            "-XX:+UseSerialGC",
            "-Xmx32m",
            "-XX:AOTCache=/opt/rolecall/rolecall.aot",
            "-Xlog:class+load:stdout",
            "-jar",
            "/opt/rolecall/rolecall.jar",
            "--version");
    assertEquals(0, ran.exit(), ran::output);
    assertTrue(
        listed
            .output()
            .lines()
            .anyMatch(line -> line.contains(" " + type + " source: shared objects file")),
        type);
  }

  @Test
  void whatRunsIsWhatWasBuilt() throws IOException {
    String expected;
    try (JarFile jar = new JarFile(copied("/opt/rolecall/rolecall.jar").toFile())) {
      expected =
          jar.getManifest().getMainAttributes().getValue(Attributes.Name.IMPLEMENTATION_VERSION);
    }
    Images.Ran ran = java("@/opt/rolecall/run", "--version");
    assertEquals("rolecall " + expected, ran.output().strip());
    String wanted = System.getProperty("rolecall.image.version", "");
    if ("true".equals(System.getenv("CI"))) {
      assertFalse(wanted.isBlank(), "CI must set the version that it built");
    }
    if (!wanted.isBlank()) {
      assertTrue(expected.endsWith("+" + wanted), expected);
    }
  }

  @Test
  void theAuthoritiesAreThereAndCanBeReadOneByOne() throws Exception {
    Path store = copied("/opt/rolecall/java/lib/security/jssecacerts");
    KeyStore authorities = KeyStore.getInstance(store.toFile(), (char[]) null);
    assertEquals("JKS", authorities.getType());
    assertTrue(authorities.size() > 50, "authorities: " + authorities.size());
    Files.delete(store);
    Path security = copied("/opt/rolecall/java/conf/security/java.security");
    String rules = Files.readString(security);
    assertTrue(rules.contains("SHA1 usage TLSServer"), "SHA-1 is disabled for TLS servers");
  }

  @Test
  void byHandItTellsHowToUseItInAWorkflow() {
    Images.Ran ran = Images.run(Map.of(), "podman", "run", "--rm", Images.name("action"));
    assertEquals(2, ran.exit());
    assertTrue(ran.output().contains("uses: rolecall/rolecall@"), ran::output);
    assertTrue(ran.output().contains("assume"), ran::output);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gitlab", "maven"})
  void jobImagesHandOverToTheShell(String target) {
    String script =
        "rolecall --version && git --version && test -s /etc/ssl/certs/ca-certificates.crt";
    for (String shell : List.of("sh", "bash")) {
      Images.Ran ran =
          Images.run(Map.of(), "podman", "run", "--rm", Images.name(target), shell, "-c", script);
      assertEquals(0, ran.exit(), ran::output);
      assertTrue(ran.output().contains("git version"), ran::output);
    }
    Images.Ran help = Images.run(Map.of(), "podman", "run", "--rm", Images.name(target));
    assertTrue(help.output().contains("id_tokens"), help::output);
  }

  @Test
  void theMavenImageHasMavenAndAJdk() {
    Images.Ran ran =
        Images.run(
            Map.of(),
            "podman",
            "run",
            "--rm",
            Images.name("maven"),
            "sh",
            "-c",
            "mvn -v && javac -version");
    assertEquals(0, ran.exit(), ran::output);
  }

  @ParameterizedTest
  @ValueSource(strings = {"action", "gitlab", "maven"})
  void noPackageCacheIsLeft(String target) throws IOException {
    String container =
        Images.run(Map.of(), "podman", "create", Images.name(target)).output().strip();
    Path tar = folder.resolve("image.tar");
    Images.run(Map.of(), "podman", "export", "-o", tar.toString(), container);
    Images.run(Map.of(), "podman", "rm", container);
    Images.Ran listed = Images.run(Map.of(), "tar", "-tf", tar.toString());
    assertEquals(
        List.of(),
        listed
            .output()
            .lines()
            .filter(
                name ->
                    name.matches(
                        "root/\\.m2/repository/.+|var/cache/apt/.+\\.(deb|bin)|var/lib/apt/lists/.+(Packages|Release).*|src/.+"))
            .toList());
  }

  @Test
  void ourLinesAreNamedAndNoOthers() throws IOException {
    try (JarFile jar = new JarFile(copied("/opt/rolecall/rolecall.jar").toFile())) {
      String own = new String(read(jar, "io/github/rolecall/action/Main.class"), ISO_8859_1);
      String other =
          new String(
              read(jar, "software/amazon/awssdk/services/sts/DefaultStsClient.class"), ISO_8859_1);
      assertTrue(own.contains("LineNumberTable"), "reports of internal errors name lines");
      assertFalse(own.contains("LocalVariableTable"), "the jar has names of variables");
      assertFalse(other.contains("LineNumberTable"), "line numbers of libraries");
    }
  }

  private static byte[] read(JarFile jar, String name) throws IOException {
    return jar.getInputStream(jar.getEntry(name)).readAllBytes();
  }

  @Test
  void labelsSayWhatItIs() {
    Images.Ran ran =
        Images.run(Map.of(), "podman", "inspect", "--format", "{{.Labels}}", Images.name("action"));
    for (String label : List.of("title", "source", "licenses", "version", "revision")) {
      assertTrue(ran.output().contains("org.opencontainers.image." + label), ran::output);
    }
  }
}
