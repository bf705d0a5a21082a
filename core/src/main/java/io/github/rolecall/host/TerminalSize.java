package io.github.rolecall.host;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/** Finds out whether standard streams are terminals, and the terminal's width. */
final class TerminalSize {
  /** The default of a terminal that reports none. */
  private static final int STANDARD = 80;

  private TerminalSize() {}

  /**
   * Asks a shell that inherits the standard output of this process: the JDK detects a terminal only
   * if the standard input is one too. Empty if the standard output is not a terminal.
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

  /** Returns whether the standard error of this process is a terminal. */
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
