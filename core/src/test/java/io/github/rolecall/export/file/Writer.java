package io.github.rolecall.export.file;

import io.github.rolecall.host.Deadline;
import io.github.rolecall.policy.TrustPolicy;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A process that adds lines to a file, one with each write. */
final class Writer {
  private Writer() {}

  /**
   * Adds the lines.
   *
   * @param arguments the file, the start of each line, the number of lines, and what it removes
   *     each time: {@code lock}, or {@code all}
   */
  public static void main(String[] arguments) {
    var file = new SecureFile(Path.of(arguments[0]));
    var deadline = new Deadline(Duration.ofMinutes(5));
    file.prepare();
    for (int i = 0; i < Integer.parseInt(arguments[2]); i++) {
      String line = arguments[1] + i + "\n";
      file.locked(
          deadline,
          () -> {
            file.write(file.read().orElse("") + line);
            if (arguments.length > 3) {
              remove(file, arguments[3]);
            }
          });
    }
  }

  private static void remove(SecureFile file, String what) {
    if (what.equals("all")) {
      file.delete();
    }
    file.removeLock();
  }

  /** Returns the command line that starts it. */
  static List<String> command(Path file, String beginning, int lines) {
    String classes =
        Stream.of(Writer.class, SecureFile.class, TrustPolicy.class)
            .map(Writer::place)
            .distinct()
            .collect(Collectors.joining(":"));
    return new ArrayList<>(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xshare:auto",
            "-cp",
            classes,
            Writer.class.getName(),
            file.toString(),
            beginning,
            String.valueOf(lines)));
  }

  private static String place(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  static Process start(List<String> command) throws IOException {
    return new ProcessBuilder(command).inheritIO().start();
  }
}
