package io.github.rolecall.policy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The golden files in the folder {@code explained}, which {@code -Dgolden.update} writes. */
public final class GoldenSections {
  private static final Path FOLDER =
      Path.of("src/test/resources/io/github/rolecall/policy/explained");

  private GoldenSections() {}

  /** Asserts that the file with this name contains these sections. */
  public static void assertSame(String name, List<String> sections) throws IOException {
    String actual = String.join("\n", sections);
    Path golden = FOLDER.resolve(name + ".txt");
    if (System.getProperty("golden.update") != null) {
      Files.createDirectories(FOLDER);
      Files.writeString(golden, actual, UTF_8);
    }
    assertEquals(Files.readString(golden, UTF_8), actual, "-Dgolden.update writes it anew");
  }
}
