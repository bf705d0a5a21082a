package io.github.rolecall.export.file;

import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.ExportProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;

/** The look at a file before somebody is asked for what would be written to it. */
public final class ReplaceableFile {
  private ReplaceableFile() {}

  /**
   * Makes sure that {@link SecureFile#write} would replace the file, as far as that can be known.
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

  /** A file can be replaced whatever its mode; whoever took away its owner's leave meant it. */
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
