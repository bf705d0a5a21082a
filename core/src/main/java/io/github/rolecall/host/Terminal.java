package io.github.rolecall.host;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** A person who can be asked. */
@FunctionalInterface
public interface Terminal {
  /** Nobody is there. */
  Terminal NONE = question -> Optional.empty();

  /** What the person answers, without blanks around it; empty when nobody is there. */
  Optional<String> ask(String question);

  /**
   * The terminal that this process was started from, also when its standard streams lead elsewhere,
   * as in {@code eval "$(rolecall assume)"}.
   */
  static Terminal system() {
    Path terminal = Path.of("/dev/tty");
    return question -> {
      try {
        Files.writeString(terminal, question, UTF_8, StandardOpenOption.WRITE);
        try (BufferedReader reader = Files.newBufferedReader(terminal, UTF_8)) {
          return Optional.ofNullable(reader.readLine()).map(String::strip);
        }
      } catch (IOException e) {
        // Windows, or a process without a terminal, as all are in CI.
        return Optional.empty();
      }
    };
  }
}
