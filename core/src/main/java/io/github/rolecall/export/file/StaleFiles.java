package io.github.rolecall.export.file;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.WRITE;

import io.github.rolecall.file.FileKind;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Files with secrets that a killed process has left next to another file. */
final class StaleFiles {
  private static final String RANDOM = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

  private StaleFiles() {}

  /**
   * Removes the files that killed processes have left next to the file. Ignores those that it
   * cannot remove.
   */
  static void remove(Path target) {
    Path folder = target.getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      return;
    }
    Pattern names = Pattern.compile(Pattern.quote("." + target.getFileName() + ".") + RANDOM);
    try (Stream<Path> all = Files.list(folder)) {
      List<Path> found =
          all.filter(file -> names.matcher(file.getFileName().toString()).matches()).toList();
      found.stream().filter(file -> !FileBeside.isOurs(file)).forEach(StaleFiles::removeUnlocked);
    } catch (IOException | RuntimeException e) {
      // Only a cleanup: it may fail, for example if the folder cannot be listed.
    }
  }

  private static void removeUnlocked(Path file) {
    try {
      if (FileKind.of(file, NOFOLLOW_LINKS) == FileKind.REGULAR) {
        try (FileChannel channel = FileChannel.open(file, WRITE, NOFOLLOW_LINKS)) {
          if (channel.tryLock() != null) {
            Files.deleteIfExists(file);
          }
        }
      }
    } catch (IOException | OverlappingFileLockException e) {
      // The file belongs to another user, or its writer is alive.
    }
  }
}
