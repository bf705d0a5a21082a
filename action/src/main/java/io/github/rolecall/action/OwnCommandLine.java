package io.github.rolecall.action;

import io.github.rolecall.host.Host;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The command line that starts this program again, for {@code credential_process}. */
record OwnCommandLine(List<String> words) {
  /**
   * Returns the command line of the running program. It has absolute paths, so it does not depend
   * on the PATH of a later caller.
   */
  static OwnCommandLine of(Host host) {
    Path place = place();
    Path folder = place.resolveSibling("java").resolve("bin").resolve("java");
    Path arguments = place.resolveSibling("run");
    if (Files.isExecutable(folder) && Files.isRegularFile(arguments)) {
      // This is the runtime of the images. The file of arguments names its AOT cache.
      return new OwnCommandLine(List.of(folder.toString(), "@" + arguments));
    }
    var words = new ArrayList<String>();
    words.add(
        Path.of(System.getProperty("java.home"), "bin", host.onWindows() ? "java.exe" : "java")
            .toString());
    words.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    if (Files.isRegularFile(place)) {
      words.addAll(List.of("-jar", place.toString()));
    } else {
      words.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    }
    return new OwnCommandLine(List.copyOf(words));
  }

  private static Path place() {
    try {
      return Path.of(Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("a place that is no URI", e);
    }
  }

  OwnCommandLine with(String... more) {
    var all = new ArrayList<>(words);
    all.addAll(List.of(more));
    return new OwnCommandLine(all);
  }

  /**
   * Returns the command line as text. Some tools split it themselves, by the rules of POSIX or of
   * Windows; other tools pass it to a shell.
   */
  String line(boolean windows) {
    return words.stream()
        .map(word -> windows ? quotedForWindows(word) : quoted(word))
        .collect(Collectors.joining(" "));
  }

  private static String quoted(String word) {
    return word.matches("[A-Za-z0-9_@%+=:,./-]+") ? word : "'" + word.replace("'", "'\"'\"'") + "'";
  }

  /** Quotes a word. Backslashes before a double quote are doubled, and the quote gets one more. */
  private static String quotedForWindows(String word) {
    if (word.matches("[A-Za-z0-9_@+=:,.\\\\/-]+")) {
      return word;
    }
    String escaped = word.replaceAll("(\\\\*)\"", "$1$1\\\\\"").replaceAll("(\\\\+)$", "$1$1");
    return "\"" + escaped + "\"";
  }
}
