package io.github.rolecall.http;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * A value that is created once, in the background or by the first thread that needs it. All other
 * threads wait.
 */
public final class Once<T> {
  private final FutureTask<T> making;

  public Once(Callable<T> making) {
    this.making = new FutureTask<>(making);
  }

  /** Starts to create it in the background. */
  public void begin(String thread) {
    start(thread, making);
  }

  /** Runs the work in a daemon thread. */
  public static void start(String thread, Runnable work) {
    var daemon = new Thread(work, thread);
    daemon.setDaemon(true);
    daemon.start();
  }

  /** Returns the value. If its creation failed, throws the same exception at every call. */
  public T get() {
    // Does nothing if it has started or is done.
    making.run();
    try {
      return making.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** Returns the value if it already exists. */
  public Optional<T> made() {
    try {
      return making.isDone() ? Optional.of(get()) : Optional.empty();
    } catch (RuntimeException e) {
      return Optional.empty();
    }
  }
}
