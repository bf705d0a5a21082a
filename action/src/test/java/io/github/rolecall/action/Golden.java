package io.github.rolecall.action;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file of the repository that a test compares with the code. {@code -Dgolden.update} writes it.
 */
record Golden(Path path) {

  void assertHolds(String expected) throws IOException {
    if (System.getProperty("golden.update") != null) {
      Files.writeString(path, expected, UTF_8);
    }
    assertEquals(
        expected,
        Files.exists(path) ? Files.readString(path, UTF_8) : "",
        () -> path + " differs from the code; -Dgolden.update writes it anew");
  }

  String text() throws IOException {
    return Files.readString(path, UTF_8);
  }
}
