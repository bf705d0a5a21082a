package io.github.rolecall.export.file;

import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.ExportProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;

/** Checks a file before the user is asked for its new content. */
public final class ReplaceableFile {
  private ReplaceableFile() {}

  /**
   * Checks that {@link SecureFile#write} can probably replace the file.
   *
   * @throws CredentialsException with {@link ExportProblem}
   */
  public static void require(Path file) {
    if (Files.isDirectory(file)) {
      throw unusable(file, "it is a folder");
    }
    refuseReadOnly(file);
    new SecureFile(file).prepare();
  }

  /**
   * Refuses a read-only file. The file could be replaced despite its mode, but a user who made it
   * read-only did so on purpose.
   */
  static void refuseReadOnly(Path file) {
    if (isReadOnly(file)) {
      throw unusable(file, "it is read-only");
    }
  }

  private static CredentialsException unusable(Path file, String reason) {
    return new CredentialsException(new ExportProblem.FileUnusable(file.toString(), reason));
  }

  private static boolean isReadOnly(Path file) {
    try {
      return Files.exists(file)
          && !Files.getPosixFilePermissions(file).contains(PosixFilePermission.OWNER_WRITE);
    } catch (IOException | UnsupportedOperationException e) {
      return !Files.isWritable(file);
    }
  }
}
