package io.github.rolecall.export.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A lock that shows that its process is alive. The operating system releases it when the process
 * ends for any reason. It is acquired and released only under {@link SecureFile#locked}, so that
 * its file can be removed too.
 */
public final class OwnerLock implements AutoCloseable {
  private final SecureFile guarded;
  private final Path file;
  private @Nullable FileChannel held;

  OwnerLock(SecureFile guarded, Path file) {
    this.guarded = guarded;
    this.file = file;
  }

  /**
   * Acquires the lock, unless this object already holds it.
   *
   * @return false when another process, or another build of this one, holds it
   */
  public boolean take() {
    if (held != null) {
      return true;
    }
    try {
      FileChannel channel = guarded.own(file);
      if (!locks(channel)) {
        channel.close();
        return false;
      }
      held = channel;
      return true;
    } catch (IOException e) {
      throw guarded.unusable(e);
    }
  }

  private static boolean locks(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  @Override
  public void close() {
    try (FileChannel channel = held) {
      if (channel != null) {
        held = null;
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw guarded.unusable(e);
    }
  }
}
