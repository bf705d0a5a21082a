package io.github.rolecall.host;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/** Whether standard streams lead to a terminal, and how large that is. */
final class TerminalSize {
  /** What terminals have that do not say it. */
  private static final int STANDARD = 80;

  private TerminalSize() {}

  /**
   * Asks the shell, which has the standard output of this process: the JDK knows of terminals only
   * where the standard input is one too. Empty where the standard output is none.
   */
  static OptionalInt columns(Path terminal) {
    try {
      Process shell =
          new ProcessBuilder("sh", "-c", "test -t 1 && { stty size || echo; } >&2")
              .redirectInput(terminal.toFile())
              .redirectOutput(ProcessBuilder.Redirect.INHERIT)
              .start();
      String size = new String(shell.getErrorStream().readAllBytes(), US_ASCII).strip();
      if (!shell.waitFor(5, TimeUnit.SECONDS) || shell.exitValue() != 0) {
        return OptionalInt.empty();
      }
      return OptionalInt.of(
          size.matches("\\d{1,4} [1-9]\\d{0,3}")
              ? Integer.parseInt(size.split(" ", -1)[1])
              : STANDARD);
    } catch (IOException e) {
      return OptionalInt.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return OptionalInt.empty();
    }
  }

  /** Whether the standard error of this process is a terminal. */
  static boolean showsErrors() {
    try {
      Process shell =
          new ProcessBuilder("sh", "-c", "test -t 2")
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      return shell.waitFor(5, TimeUnit.SECONDS) && shell.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
