package io.github.rolecall.host;

import io.github.rolecall.http.Once;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.RunProblem;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** The time limit for a whole run, whatever it waits for at the moment. */
public final class Deadline {
  private final Duration time;
  private volatile String doing = "starting";

  /** Sets a limit; zero: none. */
  public Deadline(Duration time) {
    this.time = time;
  }

  /** Says what is done now: told if the time ends meanwhile. */
  public void doing(String what) {
    doing = what;
  }

  /**
   * Does the work, and waits for it no longer than the time allows. Fails with {@link
   * RunProblem.TimedOut} when the time is over; the work is then abandoned, and what it still does
   * has no effect outside.
   */
  public <T> T run(Supplier<T> work) {
    var task = new FutureTask<>(work::get);
    Once.start("rolecall", task);
    try {
      return time.isZero() ? task.get() : task.get(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      task.cancel(true);
      throw new CredentialsException(new RunProblem.TimedOut((int) time.toSeconds(), doing), e);
    } catch (InterruptedException e) {
      task.cancel(true);
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    }
  }
}
