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
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;

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

  /** Does the work while it holds the lock. The lock is reentrant. */
  void locked(Deadline deadline, Runnable work) throws IOException {
    if (!within(deadline)) {
      throw deadline.timedOut();
    }
    try {
      if (HELD.contains(file)) {
        work.run();
      } else {
        alone(deadline, work);
      }
    } finally {
      WITHIN.unlock();
    }
  }

  private boolean within(Deadline deadline) {
    return waiting(deadline, "held by another part of this process", WITHIN::tryLock);
  }

  private void alone(Deadline deadline, Runnable work) throws IOException {
    FileChannel channel = acquired(deadline);
    try {
      HELD.add(file);
      work.run();
    } finally {
      HELD.remove(file);
      // It releases the lock.
      channel.close();
    }
  }

  /** Locks the file that others will find. The one that was locked first may have been removed. */
  private FileChannel acquired(Deadline deadline) throws IOException {
    while (true) {
      FileChannel channel = opened();
      boolean locked = waiting(deadline, "held by another process", () -> locks(channel));
      if (locked && isAtItsPath(channel)) {
        return channel;
      }
      channel.close();
      if (!locked) {
        throw deadline.timedOut();
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

  /** Who held the lock before may have removed the folder with it. */
  private FileChannel opened() throws IOException {
    try {
      return guarded.own(file);
    } catch (NoSuchFileException e) {
      guarded.prepare();
      return guarded.own(file);
    }
  }

  /** Whether a file can be removed and made anew while it is open, as on Windows it cannot. */
  static boolean removable(Path file) {
    return file.getFileSystem().supportedFileAttributeViews().contains("unix");
  }

  /** Waits until the attempt succeeds, and records what it waits for. */
  private boolean waiting(Deadline deadline, String holder, Attempt attempt) {
    if (attempt.succeeds()) {
      return true;
    }
    String before = deadline.doing();
    deadline.doing("waiting for the lock " + file + ", " + holder);
    if (!deadline.await(attempt::succeeds)) {
      return false;
    }
    deadline.doing(before);
    return true;
  }

  @FunctionalInterface
  private interface Attempt {
    boolean succeeds();
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
