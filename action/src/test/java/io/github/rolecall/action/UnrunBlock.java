package io.github.rolecall.action;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;

/**
 * A block from {@code blocks-not-run.txt} that the build does not run unchanged.
 *
 * @param page the page
 * @param start the start of a line of the block, or {@code *} for the whole page
 * @param reason the reason, and what is tested instead
 */
record UnrunBlock(String page, String start, String reason) {
  static List<UnrunBlock> all() throws IOException {
    try (InputStream list =
        Objects.requireNonNull(UnrunBlock.class.getResourceAsStream("blocks-not-run.txt"))) {
      return new String(list.readAllBytes(), UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> line.split(" \\| ", 3))
          .map(parts -> new UnrunBlock(parts[0], parts[1], parts[2]))
          .toList();
    }
  }

  boolean is(PageScript script) {
    return script.page().equals(page)
        && (start.equals("*")
            || script.block().lines().anyMatch(line -> line.strip().startsWith(start)));
  }

  /** Returns whether the test with the image runs it. */
  boolean runsInTheImage() {
    return reason.contains(PageScriptsImageIT.class.getSimpleName());
  }
}
