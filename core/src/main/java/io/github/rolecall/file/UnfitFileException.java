package io.github.rolecall.file;

import java.nio.file.FileSystemException;
import java.nio.file.Path;

/** A file is there, and is none that is read: not a regular one, or too large. */
public final class UnfitFileException extends FileSystemException {
  private static final long serialVersionUID = 1L;

  UnfitFileException(Path file, String reason) {
    super(file.toString(), null, reason);
  }
}
