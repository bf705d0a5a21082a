package io.github.rolecall.host;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Opens a page in the browser of this machine: the one in {@code BROWSER}, else the default of the
 * system. The browser is started without a shell, and keeps running when this process ends.
 */
public final class WebBrowser {
  /** Long enough to notice that a program fails. A program that still runs is an open browser. */
  private static final long LOOK_MILLIS = 2000;

  private final Host host;
  private final String system;

  public WebBrowser(Host host) {
    this(host, Environment.operatingSystem());
  }

  /** The same for an operating system of this name. */
  WebBrowser(Host host, String system) {
    this.host = host;
    this.system = system.toLowerCase(Locale.ROOT);
  }

  /**
   * Opens the page.
   *
   * @return whether a program was started and has not failed at once
   */
  public boolean open(String url) {
    return commands(url).stream().anyMatch(this::start);
  }

  /** Returns the programs to try, in order. */
  List<List<String>> commands(String url) {
    Optional<String> named = host.variable("BROWSER");
    if (named.isPresent()) {
      // As in Python and xdg-open: several commands, with the page in place of %s or at the end.
      return Stream.of(named.get().split(File.pathSeparator, -1))
          .flatMap(command -> Command.split(command).stream())
          .map(words -> with(words, url))
          .toList();
    }
    if (system.startsWith("windows")) {
      return List.of(List.of("rundll32", "url.dll,FileProtocolHandler", url));
    }
    if (system.startsWith("mac")) {
      return List.of(List.of("open", url));
    }
    boolean screen =
        Stream.of("DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME")
            .anyMatch(name -> host.variable(name).isPresent());
    // Without a display, it would open a browser in this terminal.
    return screen ? List.of(List.of("xdg-open", url), List.of("wslview", url)) : List.of();
  }

  private static List<String> with(List<String> words, String url) {
    var command = new ArrayList<String>();
    words.forEach(word -> command.add(word.replace("%s", url)));
    if (command.equals(words)) {
      command.add(url);
    }
    return command;
  }

  private boolean start(List<String> words) {
    Optional<Path> program = Command.locate(host, words.get(0));
    if (program.isEmpty()) {
      return false;
    }
    var builder = new ProcessBuilder(new ArrayList<>(words));
    builder.command().set(0, program.get().toString());
    builder.environment().clear();
    builder.environment().putAll(host.environment());
    builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      return !process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS) || process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
