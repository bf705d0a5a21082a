package io.github.rolecall.action;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What happens when the runner cancels the job (SIGINT, and SIGTERM 7.5 seconds later): the process
 * ends at once, unless it is just handing on. Then that is completed first, which takes
 * milliseconds: later steps get everything or nothing.
 */
final class Cancellation {
  private static final ReentrantLock HANDING_ON = new ReentrantLock();
  private static final long LONGEST_WAIT_MILLIS = 700;

  private Cancellation() {}

  /** From now on, the end of this process waits for what {@link #shield} does. */
  static void watch() {
    Runtime.getRuntime().addShutdownHook(new Thread(Cancellation::hold, "rolecall-cancel"));
  }

  /** Once it has the lock it keeps it: nothing is begun any more. */
  private static void hold() {
    try {
      HANDING_ON.tryLock(LONGEST_WAIT_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Work that is done as a whole, or, once the process ends, not at all. */
  static void shield(Runnable work) {
    HANDING_ON.lock();
    try {
      work.run();
    } finally {
      HANDING_ON.unlock();
    }
  }
}
