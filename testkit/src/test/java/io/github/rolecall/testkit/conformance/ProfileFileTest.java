package io.github.rolecall.testkit.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfileFileTest {

  @Test
  void readsAsPythonDoes() {
    String text =
        """
        # comment
        [a] rest
        Key = one
          two

          ; not a value
          three
        empty =
        colon: x = y
        [b]
        key = 1
        [a]
        Key = again
        """;

    assertEquals(
        Optional.of(
            Map.of(
                "a",
                Map.of("Key", "again", "empty", "", "colon", "x = y"),
                "b",
                Map.of("key", "1"))),
        ProfileFile.parse(text));
  }

  @Test
  void keepsContinuedLinesAndInnerBlankLines() {
    assertEquals(
        Optional.of(Map.of("a", Map.of("k", "one\ntwo\n\nthree"))),
        ProfileFile.parse("[a]\nk = one\n  two\n\n  # no\n  three\n\n"));
  }

  @Test
  void isBrokenWhereverPythonRaises() {
    assertEquals(Optional.empty(), ProfileFile.parse("k = v\n[a]\n"));
    assertEquals(Optional.empty(), ProfileFile.parse("[a]\nno option\n"));
    assertEquals(Optional.empty(), ProfileFile.parse("[a]\n= v\n"));
  }

  @Test
  void givesTheModeAndTheTextOfABrokenFile(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("credentials");
    Files.writeString(file, "broken\r\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

    assertEquals("{\"mode\":\"0o640\",\"text\":\"broken\\n\"}", ProfileFile.read(file).toString());
  }
}
