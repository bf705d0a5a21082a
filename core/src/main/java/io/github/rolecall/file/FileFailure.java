package io.github.rolecall.file;

import java.io.IOException;
import java.util.Map;

/** Explains why a file cannot be read or written, without its content. */
public final class FileFailure {
  /** Reasons of the operating system for which Java has no exceptions. */
  private static final Map<String, String> SYSTEM =
      Map.of(
          "No space left on device", "its file system has no free space",
          "Disk quota exceeded", "the disk quota of its file system is exceeded",
          "Read-only file system", "its file system is read-only");

  private FileFailure() {}

  public static String reason(IOException failure) {
    if (failure instanceof UnfitFileException unfit) {
      return String.valueOf(unfit.getReason());
    }
    String text = String.valueOf(failure.getMessage());
    return SYSTEM.entrySet().stream()
        .filter(known -> text.contains(known.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(failure.getClass().getSimpleName());
  }
}
