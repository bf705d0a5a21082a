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
 * The lock that everybody takes who changes a file: a file beside it, as the file itself is
 * replaced. It stays, because who removes a lock breaks it. It is waited for as long as the run may
 * take.
 */
final class SharedLock {
  /** Locks of files are those of a process: its threads have one of their own. */
  private static final ReentrantLock WITHIN = new ReentrantLock();

  private static final Set<Path> HELD = new HashSet<>();

  private final SecureFile guarded;
  private final Path file;

  SharedLock(SecureFile guarded, Path file) {
    this.guarded = guarded;
    this.file = file;
  }

  /** Does the work while nobody else holds the lock. Whoever holds it already may take it again. */
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
    // Closing the channel gives the lock back.
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

  /** Says what it waits for, if it has to. */
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
      // Another copy of these classes has it, as Maven loads one for each plugin.
      return false;
    } catch (IOException e) {
      throw guarded.unusable(e);
    }
  }
}
