package io.github.rolecall.action;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The shells that scripts of Rolecall are tested with. */
final class Shells {
  /** The programs of BusyBox, and no others, as on Alpine. */
  private static final Path APPLETS = Path.of("target", "busybox").toAbsolutePath();

  private Shells() {}

  /** Returns the commands of the shells of this machine. */
  static Stream<List<String>> all() {
    Stream<List<String>> shells =
        Stream.of(List.of("dash"), List.of("bash", "--posix"), List.of("busybox", "sh"))
            .filter(shell -> isThere(shell.get(0)));
    return isThere("busybox") ? Stream.concat(shells, Stream.of(alpine())) : shells;
  }

  /** Skips the test if a shell is missing, except in CI, which installs them. */
  static void requireAll() {
    List.of("dash", "bash", "busybox").forEach(RealParts::require);
  }

  private static boolean isThere(String program) {
    return Stream.of("/bin/", "/usr/bin/")
        .anyMatch(folder -> Files.isExecutable(Path.of(folder + program)));
  }

  private static List<String> alpine() {
    try {
      Files.createDirectories(APPLETS);
      Process process =
          new ProcessBuilder("busybox", "--install", "-s", APPLETS.toString()).inheritIO().start();
      if (process.waitFor() != 0) {
        throw new IllegalStateException("busybox --install failed");
      }
      // The BusyBox of Alpine has this program, and that of Debian has not.
      Path lock = APPLETS.resolve("flock");
      if (!Files.exists(lock) && isThere("flock")) {
        Files.createSymbolicLink(lock, Path.of("/usr/bin/flock"));
      }
    } catch (FileAlreadyExistsException e) {
      // Another process of the tests has just made it.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    return List.of("/usr/bin/env", "PATH=" + APPLETS, "sh");
  }
}
