package io.github.rolecall.export.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * A lock that shows that its process is alive. The operating system releases it when the process
 * ends for any reason. It is acquired and released only under {@link SecureFile#locked}, so that
 * its file can be removed too.
 */
public final class OwnerLock implements AutoCloseable {
  /**
   * Those that another part of this process has locked: closing one would unlock the file, as the
   * operating system knows only one owner in a process.
   */
  private static final Queue<FileChannel> OF_OTHERS = new ConcurrentLinkedQueue<>();

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
      boolean locked = locks(channel);
      if (locked) {
        held = channel;
      }
      return locked;
    } catch (IOException e) {
      throw guarded.unusable(e);
    }
  }

  private static boolean locks(FileChannel channel) throws IOException {
    try {
      boolean locked = channel.tryLock() != null;
      if (!locked) {
        channel.close();
      }
      return locked;
    } catch (OverlappingFileLockException e) {
      OF_OTHERS.add(channel);
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
