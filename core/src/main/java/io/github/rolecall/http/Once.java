package io.github.rolecall.http;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** A value that is made once, in the background or by the first who needs it; all others wait. */
public final class Once<T> {
  private final FutureTask<T> making;

  public Once(Callable<T> making) {
    this.making = new FutureTask<>(making);
  }

  /** Begins to make it in the background. */
  public void begin(String thread) {
    start(thread, making);
  }

  /** Does the work in a thread that does not keep the JVM alive. */
  public static void start(String thread, Runnable work) {
    var daemon = new Thread(work, thread);
    daemon.setDaemon(true);
    daemon.start();
  }

  /** The value. Throws what making it has thrown, to everyone who asks. */
  public T get() {
    // Does nothing where it has begun or is done.
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

  /** The value if it is there by now. */
  public Optional<T> made() {
    try {
      return making.isDone() ? Optional.of(get()) : Optional.empty();
    } catch (RuntimeException e) {
      return Optional.empty();
    }
  }
}
