package io.github.rolecall.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Writes small programs that replace those of CI systems. */
public final class Programs {
  private Programs() {}

  /** Writes a shell script to the folder. */
  public static Path script(Path folder, String name, String... lines) {
    try {
      Path file =
          Files.writeString(folder.resolve(name), "#!/bin/sh\n" + String.join("\n", lines) + "\n");
      return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
