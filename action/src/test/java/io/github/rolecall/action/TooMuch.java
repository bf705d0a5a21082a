package io.github.rolecall.action;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Inputs that are too large for a heap of 32 MB, too deep for a stack, or rejected for their size.
 */
enum TooMuch {
  LARGE_CREDENTIALS("it has more than 4 MiB", "export --profile=dev --format=env") {
    @Override
    void write(Path folder) throws IOException {
      Files.writeString(
          aws(folder).resolve("credentials"), "[dev]\n" + "# text\n".repeat(8_000_000 / 7));
    }
  },
  MANY_PROFILES("(exhausted)", "export --profile=dev --format=env") {
    @Override
    void write(Path folder) throws IOException {
      var text = new StringBuilder();
      for (int i = 0; i < PROFILES; i++) {
        text.append("[p%05d]\naws_access_key_id = AKIAIOSFODNN7ROLECAL\nregion = a\n".formatted(i));
      }
      Files.writeString(aws(folder).resolve("credentials"), text);
    }
  },
  BRACKETS("line 1 of roles.yaml", "assume --config=roles.yaml") {
    @Override
    void write(Path folder) throws IOException {
      Files.writeString(folder.resolve("roles.yaml"), "roles: " + "[".repeat(60_000));
    }
  };

  /** The file is below the size limit, but too large for the heap, as docs/reliability.md says. */
  static final int PROFILES = 45_000;

  private final String told;
  private final String line;

  TooMuch(String told, String line) {
    this.told = told;
    this.line = line;
  }

  /** Writes the files of a run into its folder, which is also its home. */
  abstract void write(Path folder) throws IOException;

  /** Returns a text that the message must contain. */
  String told() {
    return told;
  }

  /** Returns the arguments of a command whose standard output a shell evaluates. */
  List<String> arguments() {
    return List.of(line.split(" ", -1));
  }

  private static Path aws(Path folder) throws IOException {
    return Files.createDirectories(folder.resolve(".aws"));
  }
}
