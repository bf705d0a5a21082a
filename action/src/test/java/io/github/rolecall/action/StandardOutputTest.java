package io.github.rolecall.action;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests real processes whose standard output cannot be written. */
class StandardOutputTest {
  private static final String LOST =
      "Could not write to the standard output: No space left on device\n";

  @TempDir private Path folder;

  private int run(String shell, String line) throws IOException, InterruptedException {
    var words = new ArrayList<String>(List.of("bash", "-c", shell, "bash"));
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    words.addAll(List.of(line.split(" ", -1)));
    var builder = new ProcessBuilder(words).redirectError(folder.resolve("err").toFile());
    builder.environment().clear();
    builder
        .environment()
        .putAll(
            Map.of(
                "PATH",
                System.getenv("PATH"),
                "HOME",
                folder.toString(),
                "AWS_ACCESS_KEY_ID",
                "AKIAIOSFODNN7ROLECAL",
                "AWS_SECRET_ACCESS_KEY",
                "wJalrXUtnFEMI/K7MDENG+bPxRfiCYROLECALLKEY"));
    Process process = builder.start();
    try {
      assertEquals(true, process.waitFor(60, TimeUnit.SECONDS), "the process does not end");
      return process.exitValue();
    } finally {
      process.destroyForcibly();
    }
  }

  private String err() throws IOException {
    return Files.readString(folder.resolve("err"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--version", "--help", "export --format env", "doctor"})
  void aFullDiskFailsTheRun(String line) throws Exception {
    assertEquals(1, run("exec \"$@\" > /dev/full", line), this.err());
    assertEquals(true, err().endsWith(LOST), err());
  }

  @Test
  void aReaderThatHasReadEnoughIsToldNothing() throws Exception {
    assertEquals(1, run("set -o pipefail; \"$@\" | true", "--help"), err());
    assertEquals("", err());
  }
}
