package io.github.rolecall.export.file;

import io.github.rolecall.host.Deadline;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The lock for changes of a file. It is a separate file next to it, because the file itself is
 * replaced. The lock file is never removed: removing it would break the lock. A process waits for
 * the lock until the time limit of the run.
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
    // Closing the channel releases the lock.
    try (FileChannel channel = guarded.own(file)) {
      if (!waiting(deadline, "held by another process", () -> locks(channel))) {
        throw deadline.timedOut();
      }
      HELD.add(file);
      work.run();
    } finally {
      HELD.remove(file);
    }
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
