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

/** A person who can be asked. */
@FunctionalInterface
public interface Terminal {
  /** Nobody is there. */
  Terminal NONE = question -> Optional.empty();

  /** What the person answers, without blanks around it; empty when nobody is there. */
  Optional<String> ask(String question);

  /** Whether a person can be asked. */
  default boolean present() {
    return this != NONE;
  }

  /** The same as {@link #ask} for a secret, which the terminal does not show while it is typed. */
  default Optional<String> askSecret(String question) {
    return ask(question);
  }

  /**
   * How many characters a line of the standard output has; empty where that is no terminal: a file,
   * a pipe, the log of a job.
   */
  default OptionalInt columns() {
    return OptionalInt.empty();
  }

  /** Whether the standard error is shown on a terminal. */
  default boolean showsErrors() {
    return false;
  }

  /**
   * The terminal that this process was started from, also when its standard streams lead elsewhere,
   * as in {@code eval "$(rolecall assume)"}.
   */
  static Terminal system() {
    return new Device(Path.of("/dev/tty"));
  }

  /** A terminal by its file. Windows has none, nor has a process in CI. */
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
      // Ctrl-C ends this process, and the person's shell would not show what is typed after it.
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

    /** Whether the terminal has changed what it shows. */
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
