package io.github.rolecall.file;

import java.nio.file.FileSystemException;
import java.nio.file.Path;

/** A file exists but is not read: it is not a regular file, or it is too large. */
public final class UnfitFileException extends FileSystemException {
  private static final long serialVersionUID = 1L;

  public UnfitFileException(Path file, String reason) {
    super(file.toString(), null, reason);
  }
}
