package io.github.rolecall.export.file;

import io.github.rolecall.host.Deadline;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The lock for changes of a file. It is a separate file next to it, because the file itself is
 * replaced. Only who holds the lock may remove the lock file; others that waited for it then take
 * the lock of a new one. A process waits for the lock until the time limit of the run.
 */
final class SharedLock {
  /** File locks belong to a process, so its threads need this lock as well. */
  private static final ReentrantLock WITHIN = new ReentrantLock();

  private static final Set<Path> HELD = new HashSet<>();

  private final SecureFile guarded;
  private final Path file;

  SharedLock(SecureFile guarded, Path file) {
    this.guarded = guarded;
    this.file = file;
  }

  /**
   * Does the work while it holds the lock. The lock is reentrant.
   *
   * @param enough asked while the lock cannot be had; true: do not wait for it
   * @return whether the work was done
   */
  boolean locked(Deadline deadline, BooleanSupplier enough, Runnable work) throws IOException {
    var waiting = new Waiting(deadline, enough);
    if (!waiting.succeeds("held by another part of this process", WITHIN::tryLock)) {
      return false;
    }
    try {
      if (!HELD.contains(file)) {
        return alone(waiting, work);
      }
      work.run();
      return true;
    } finally {
      WITHIN.unlock();
    }
  }

  private boolean alone(Waiting waiting, Runnable work) throws IOException {
    Optional<FileChannel> acquired = acquired(waiting);
    if (acquired.isEmpty()) {
      return false;
    }
    try {
      HELD.add(file);
      work.run();
    } finally {
      HELD.remove(file);
      // Closing it releases the lock.
      acquired.get().close();
    }
    return true;
  }

  /** Locks the file that others will find. The one that was locked first may have been removed. */
  private Optional<FileChannel> acquired(Waiting waiting) throws IOException {
    while (true) {
      Optional<FileChannel> opened = opened(waiting);
      if (opened.isEmpty()) {
        return opened;
      }
      FileChannel channel = opened.get();
      boolean ours = false;
      try {
        if (!waiting.succeeds("held by another process", () -> locks(channel))) {
          return Optional.empty();
        }
        ours = isAtItsPath(channel);
        if (ours) {
          return opened;
        }
      } finally {
        if (!ours) {
          channel.close();
        }
      }
    }
  }

  /**
   * Known by its size, which only its owner changes: numbers of files are used again at once, and
   * opening the path would unlock the file when it is closed.
   */
  private boolean isAtItsPath(FileChannel channel) throws IOException {
    int size = 1 + (UUID.randomUUID().hashCode() & 4095);
    channel.truncate(0);
    channel.write(ByteBuffer.wrap(new byte[size]), 0);
    try {
      return Files.size(file) == size;
    } catch (NoSuchFileException e) {
      return false;
    } finally {
      channel.truncate(0);
    }
  }

  /** Empty when it is not necessary any more. */
  private Optional<FileChannel> opened(Waiting waiting) {
    var opened = new AtomicReference<@Nullable FileChannel>();
    waiting.succeeds("which others remove again and again", () -> opens(opened));
    return Optional.ofNullable(opened.get());
  }

  /** Who held the lock before may remove it, and the folder with it, while this looks at them. */
  private boolean opens(AtomicReference<@Nullable FileChannel> opened) {
    try {
      guarded.makeFolder();
      opened.set(guarded.own(file));
      return true;
    } catch (NoSuchFileException e) {
      return false;
    } catch (IOException e) {
      throw guarded.unusable(e);
    }
  }

  /** Whether a file can be removed and made anew while it is open, as on Windows it cannot. */
  static boolean removable(Path file) {
    return file.getFileSystem().supportedFileAttributeViews().contains("unix");
  }

  /** Waits for the lock until the time limit, or until that is not necessary any more. */
  private final class Waiting {
    private final Deadline deadline;
    private final BooleanSupplier enough;
    private boolean over;

    private Waiting(Deadline deadline, BooleanSupplier enough) {
      this.deadline = deadline;
      this.enough = enough;
    }

    /**
     * Waits until the attempt succeeds, and records what it waits for.
     *
     * @return false when the wait is not necessary any more
     */
    private boolean succeeds(String holder, BooleanSupplier attempt) {
      if (attempt.getAsBoolean()) {
        return true;
      }
      String before = deadline.doing();
      deadline.doing("waiting for the lock " + file + ", " + holder);
      if (!deadline.await(() -> isOver() || attempt.getAsBoolean())) {
        throw deadline.timedOut();
      }
      deadline.doing(before);
      return !over;
    }

    private boolean isOver() {
      over = enough.getAsBoolean();
      return over;
    }
  }

  private boolean locks(FileChannel channel) {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      // Another copy of these classes holds it: Maven loads one for each plugin.
      return false;
    } catch (IOException e) {
      throw guarded.unusable(e);
    }
  }
}
