package io.github.rolecall.host;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/** A terminal where the user can answer questions. */
@FunctionalInterface
public interface Terminal {
  /** No terminal: no user can answer. */
  Terminal NONE = question -> Optional.empty();

  /** Returns the trimmed answer of the user; empty when there is no user. */
  Optional<String> ask(String question);

  /** Returns whether a user can be asked. */
  default boolean present() {
    return this != NONE;
  }

  /** Asks for a secret, which the terminal does not show while the user types it. */
  default Optional<String> askSecret(String question) {
    return ask(question);
  }

  /**
   * Returns the line width of the standard output in characters; empty when it is not a terminal,
   * but a file, a pipe or the log of a job.
   */
  default OptionalInt columns() {
    return OptionalInt.empty();
  }

  /** Returns whether the standard error is shown on a terminal. */
  default boolean showsErrors() {
    return false;
  }

  /**
   * Returns the terminal that this process was started from, even if its standard streams are
   * redirected, as in {@code eval "$(rolecall assume)"}.
   */
  static Terminal system() {
    return new Device(Path.of("/dev/tty"));
  }

  /** A terminal opened as a file. Windows has none, and neither has a process in CI. */
  record Device(Path file) implements Terminal {
    @Override
    public boolean present() {
      try {
        Files.newInputStream(file).close();
        return true;
      } catch (IOException e) {
        return false;
      }
    }

    @Override
    public Optional<String> ask(String question) {
      try {
        Files.writeString(file, question, UTF_8, StandardOpenOption.WRITE);
        try (BufferedReader reader = Files.newBufferedReader(file, UTF_8)) {
          return Optional.ofNullable(reader.readLine()).map(String::strip);
        }
      } catch (IOException e) {
        return Optional.empty();
      }
    }

    @Override
    public OptionalInt columns() {
      return present() ? TerminalSize.columns(file) : OptionalInt.empty();
    }

    @Override
    public boolean showsErrors() {
      return present() && TerminalSize.showsErrors();
    }

    @Override
    public Optional<String> askSecret(String question) {
      // After Ctrl-C, the user's shell would not show what the user types.
      var restoring = new Thread(() -> echo("echo"));
      if (!echo("-echo")) {
        return Optional.empty();
      }
      Runtime.getRuntime().addShutdownHook(restoring);
      try {
        Optional<String> answer = ask(question);
        Files.writeString(file, "\n", UTF_8, StandardOpenOption.WRITE);
        return answer;
      } catch (IOException e) {
        return Optional.empty();
      } finally {
        Runtime.getRuntime().removeShutdownHook(restoring);
        echo("echo");
      }
    }

    /** Returns whether the terminal has accepted the setting. */
    private boolean echo(String setting) {
      try {
        Process stty =
            new ProcessBuilder("stty", setting)
                .redirectInput(file.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        return stty.waitFor(5, TimeUnit.SECONDS) && stty.exitValue() == 0;
      } catch (IOException e) {
        return false;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
  }
}
