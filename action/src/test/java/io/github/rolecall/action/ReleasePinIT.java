package io.github.rolecall.action;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.testkit.ci.CommandLine;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests the script that pins images, with a replacement for the program that queries registries.
 */
class ReleasePinIT {
  private static final String INDEX = "{\"schemaVersion\":2}";

  private static final String COMPOSITE = "examples/github/jar-action/action.yml";

  @TempDir Path folder;

  @BeforeEach
  void copy() throws IOException {
    for (String file : List.of("release/pin", "Dockerfile", "action.yml", COMPOSITE)) {
      Path copy = folder.resolve(file);
      Files.createDirectories(copy.getParent());
      Files.copy(Path.of("..").resolve(file), copy);
    }
    Files.createDirectories(folder.resolve("bin"));
  }

  private int pin(String skopeo, String... arguments) throws Exception {
    Path tool = Files.writeString(folder.resolve("bin/skopeo"), "#!/bin/sh\n" + skopeo + "\n");
    Files.setPosixFilePermissions(tool, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.setPosixFilePermissions(
        folder.resolve("release/pin"), PosixFilePermissions.fromString("rwxr-xr-x"));
    var environment = new HashMap<>(System.getenv());
    environment.merge(
        "PATH", folder.resolve("bin").toString(), (old, own) -> own + File.pathSeparator + old);
    var words = new ArrayList<>(List.of(folder.resolve("release/pin").toString()));
    words.addAll(List.of(arguments));
    return new CommandLine(words).run(environment, folder, new ByteArrayOutputStream());
  }

  private String text(String file) throws IOException {
    return Files.readString(folder.resolve(file));
  }

  private static String digest() throws Exception {
    return "sha256:"
        + HexFormat.of()
            .formatHex(MessageDigest.getInstance("SHA-256").digest(INDEX.getBytes(UTF_8)));
  }

  @Test
  void theActionNamesThePublishedImageByItsDigest() throws Exception {
    assertEquals(0, pin("printf '%s' '" + INDEX + "'", "action", "registry.example/rolecall:1.0"));
    String pinned = "  image: docker://registry.example/rolecall:1.0@" + digest();
    assertTrue(text("action.yml").contains(pinned), text("action.yml"));
  }

  @Test
  void baseImagesKeepTheirTagsForPeople() throws Exception {
    assertEquals(0, pin("printf '%s' '" + INDEX + "'", "bases"));
    String digest = "@" + digest();
    List<String> pinned = text("Dockerfile").lines().filter(line -> line.endsWith(digest)).toList();
    assertEquals(2, pinned.size(), pinned::toString);
    assertTrue(pinned.stream().allMatch(line -> line.matches("ARG \\w+=[^@]+:[^@]+@.*")));
  }

  @Test
  void theCompositeActionNamesTheJarByItsSum() throws Exception {
    Files.writeString(folder.resolve("rolecall.jar"), INDEX);
    for (String version : List.of("1.2.3", "1.2.4")) {
      assertEquals(0, pin("exit 1", "jar", version, "rolecall.jar"));
      String sum = digest().substring("sha256:".length());
      String pinned =
          "        RELEASE_VERSION: '%s'\n        RELEASE_SHA256: '%s'\n".formatted(version, sum);
      assertTrue(text(COMPOSITE).contains(pinned), text(COMPOSITE));
    }
    String before = text(COMPOSITE);
    assertNotEquals(0, pin("exit 1", "jar", "1.2.5", "gone.jar"));
    assertEquals(before, text(COMPOSITE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"exit 1", "exit 0", "printf '%s' '{}'; exit 1"})
  void withoutAnAnswerNothingIsPinned(String skopeo) throws Exception {
    String before = text("Dockerfile");
    assertNotEquals(0, pin(skopeo, "bases"));
    assertEquals(before, text("Dockerfile"));
  }
}
