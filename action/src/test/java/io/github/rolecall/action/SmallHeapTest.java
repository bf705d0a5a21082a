package io.github.rolecall.action;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.PageFigures;
import io.github.rolecall.file.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Tests that a process with the JVM options of the images, such as 32 MB of heap, always prints why
 * it failed.
 */
class SmallHeapTest {
  private static final Path FLAGS = Path.of("..", "image", "flags").toAbsolutePath().normalize();

  @TempDir Path folder;
  private Path err;

  @BeforeEach
  void files() {
    err = folder.resolve("err");
  }

  private String evaluated(List<String> arguments) throws Exception {
    var words =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "@" + FLAGS));
    words.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    words.addAll(arguments);
    var process = new ProcessBuilder(words).directory(folder.toFile()).redirectError(err.toFile());
    process.environment().clear();
    process.environment().putAll(Map.of("HOME", folder.toString(), "AWS_REGION", "eu-central-1"));
    Process started = process.start();
    String out = new String(started.getInputStream().readAllBytes(), UTF_8);
    // The process is out of memory, or it rejects an input; it never succeeds.
    assertNotEquals(0, started.waitFor(), this::said);
    return out;
  }

  private String said() {
    try {
      return Files.readString(err);
    } catch (IOException e) {
      return e.toString();
    }
  }

  @Test
  void theHeapIsThatOfTheImages() throws IOException {
    assertTrue(Files.readAllLines(FLAGS).contains("-Xmx32m"));
  }

  @Test
  void thePageSaysHowMuchIsTooMuch() throws IOException {
    TooMuch.MANY_PROFILES.write(folder);
    long size = Files.size(folder.resolve(".aws/credentials"));
    assertTrue(size < WholeFile.LIMIT_OF_LARGE, () -> size + " bytes are rejected for their size");
    new PageFigures("Limits of time and size")
        .says(
            String.format(
                Locale.ROOT,
                "an AWS file of %.1f MB with %,d profiles is",
                size / 1e6,
                TooMuch.PROFILES));
  }

  @ParameterizedTest
  @EnumSource
  void whoeverEvaluatesItStops(TooMuch input) throws Exception {
    input.write(folder);
    assertEquals("false\n", evaluated(input.arguments()), this::said);
    assertTrue(said().contains(input.told()), this::said);
  }
}
