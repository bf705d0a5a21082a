package io.github.rolecall.export.file;

import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.ExportProblem;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Says, as long as it is held, that its process lives: the operating system gives it back when the
 * process ends, however that is. It is taken and given back only under {@link SecureFile#locked},
 * so that its file can go too.
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
   * Takes the lock, or has it already.
   *
   * @return false when another process, or another build of this one, holds it
   */
  public boolean take() {
    if (held != null) {
      return true;
    }
    try {
      FileChannel channel = guarded.own(file);
      if (locks(channel)) {
        held = channel;
        return true;
      }
      channel.close();
      return false;
    } catch (IOException e) {
      throw unusable(e);
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
    FileChannel channel = held;
    if (channel != null) {
      held = null;
      try {
        Files.deleteIfExists(file);
        channel.close();
      } catch (IOException e) {
        throw unusable(e);
      }
    }
  }

  private CredentialsException unusable(IOException cause) {
    return new CredentialsException(
        new ExportProblem.FileUnusable(file.toString(), cause.getClass().getSimpleName()), cause);
  }
}
