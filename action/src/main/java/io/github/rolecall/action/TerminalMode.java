package io.github.rolecall.action;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.rolecall.host.Command;
import io.github.rolecall.host.Host;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The mode of the terminal at the standard input, which can pass on each key at once. */
final class TerminalMode {
  private static final long LIMIT_SECONDS = 5;

  private final Path stty;
  private final String before;

  private TerminalMode(Path stty, String before) {
    this.stty = stty;
    this.before = before;
  }

  /** Returns the mode; empty if the standard input is not a terminal that can move its cursor. */
  static Optional<TerminalMode> of(Host host) {
    if (host.variable("TERM").filter(term -> !term.equals("dumb")).isEmpty()) {
      return Optional.empty();
    }
    return Command.locate(host, "stty")
        .flatMap(
            stty ->
                run(stty, "-g")
                    .filter(mode -> mode.matches("[\\w:=]+"))
                    .map(mode -> new TerminalMode(stty, mode)));
  }

  /** Runs the work while each key is read at once and not echoed. Ctrl-C restores the mode. */
  void withKeys(Runnable work) {
    var back = new Thread(this::restore, "rolecall-terminal");
    Runtime.getRuntime().addShutdownHook(back);
    try {
      run(stty, "-icanon", "-echo", "min", "1");
      work.run();
    } finally {
      restore();
      Runtime.getRuntime().removeShutdownHook(back);
    }
  }

  private void restore() {
    run(stty, before);
  }

  /** Runs stty for the terminal of this process, and returns its output; empty if it fails. */
  private static Optional<String> run(Path stty, String... arguments) {
    var words = new ArrayList<>(List.of(stty.toString()));
    words.addAll(List.of(arguments));
    try {
      Process process =
          new ProcessBuilder(words)
              .redirectInput(ProcessBuilder.Redirect.INHERIT)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String text = new String(process.getInputStream().readAllBytes(), UTF_8);
      return process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0
          ? Optional.of(text.strip())
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
