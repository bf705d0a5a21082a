package io.github.rolecall.action;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Handles the cancellation of the job by the runner, which sends SIGINT, and SIGTERM 7.5 seconds
 * later. The process ends at once, unless it is exporting credentials. It finishes an export first,
 * which takes milliseconds, so that later steps get all of it or nothing.
 */
final class Cancellation {
  private static final ReentrantLock HANDING_ON = new ReentrantLock();
  private static final long LONGEST_WAIT_MILLIS = 700;

  private Cancellation() {}

  /** Makes the end of this process wait for the work in {@link #shield}. */
  static void watch() {
    Runtime.getRuntime().addShutdownHook(new Thread(Cancellation::hold, "rolecall-cancel"));
  }

  /** Takes the lock and keeps it, so that no new work starts. */
  private static void hold() {
    try {
      HANDING_ON.tryLock(LONGEST_WAIT_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Runs work that must not be interrupted. Blocks once the process is ending. */
  static void shield(Runnable work) {
    HANDING_ON.lock();
    try {
      work.run();
    } finally {
      HANDING_ON.unlock();
    }
  }
}
