package io.github.rolecall.host;

import io.github.rolecall.http.Once;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.RunProblem;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The time limit for a whole run, from reading the inputs to the export, whatever it waits for. It
 * exists before the inputs are read, so it starts with the default limit.
 */
public final class Deadline {
  /** The default limit of a run. */
  public static final Duration STANDARD = Duration.ofMinutes(2);

  /** How much longer an export may take that has started before the time limit. */
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final LongSupplier nanos;
  private volatile Duration limit;
  private volatile String doing = "starting";
  private volatile boolean visible;
  private volatile long begun;
  private boolean running;
  private boolean spans;
  private boolean exporting;
  private boolean over;

  /** Makes a limit; zero: none. */
  public Deadline(Duration limit) {
    this(limit, System::nanoTime);
  }

  /** The same with another source of elapsed nanoseconds. */
  Deadline(Duration limit, LongSupplier nanos) {
    this.limit = limit;
    this.nanos = nanos;
    this.begun = nanos.getAsLong();
  }

  /** Returns the limit; zero: none. */
  Duration limit() {
    return limit;
  }

  /** Records the current activity, which the message of a timeout shows. */
  public void doing(String what) {
    doing = what;
    visible = false;
  }

  /**
   * The same for an activity that the user sees anyway: a question, or a command with its own
   * output.
   */
  public void doingVisibly(String what) {
    doing = what;
    visible = true;
  }

  /** Returns whether the user sees the current activity. */
  public boolean isVisible() {
    return visible;
  }

  /** Returns the current activity. */
  public String doing() {
    return doing;
  }

  /** Starts the time of the run, which includes all work from here on. */
  public synchronized void begin() {
    begun = nanos.getAsLong();
    spans = true;
    over = false;
    exporting = false;
  }

  /** Changes the limit, which counts from the start of the run; zero: none. */
  public synchronized void limit(Duration whole) {
    limit = whole;
    notifyAll();
  }

  /** Returns how long to wait for a lock: the time that is left, or the default limit. */
  Duration left() {
    return limit.isZero() ? STANDARD : limit.minusNanos(nanos.getAsLong() - begun).plusMillis(1);
  }

  /** Returns the failure for an exceeded time limit. */
  public CredentialsException timedOut() {
    Duration whole = limit.isZero() ? STANDARD : limit;
    return new CredentialsException(new RunProblem.TimedOut((int) whole.toSeconds(), doing));
  }

  /**
   * Polls until the answer is true, or the time limit is reached.
   *
   * @return whether the answer was true
   */
  public boolean await(Supplier<Boolean> answer) {
    Duration pause = Duration.ofMillis(2);
    long end = System.nanoTime() + left().toNanos();
    while (!answer.get()) {
      if (System.nanoTime() > end) {
        return false;
      }
      sleep(pause);
      pause = pause.toMillis() < 100 ? pause.multipliedBy(2) : pause;
    }
    return true;
  }

  private static void sleep(Duration pause) {
    try {
      TimeUnit.NANOSECONDS.sleep(pause.toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /**
   * Runs the work, and waits for it until the time limit. Then fails with {@link
   * RunProblem.TimedOut} and abandons the work, which has no effect outside any more. Nested work
   * has the same limit.
   */
  public <T> T run(Supplier<T> work) {
    if (!enter()) {
      return work.get();
    }
    var task =
        new FutureTask<T>(work::get) {
          @Override
          protected void done() {
            wake();
          }
        };
    Once.start("rolecall", task);
    try {
      if (!ends(task)) {
        task.cancel(true);
        throw timedOut();
      }
      return task.get();
    } catch (InterruptedException e) {
      task.cancel(true);
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw e.getCause() instanceof RuntimeException failure
          ? failure
          : new IllegalStateException(e.getCause());
    } finally {
      leave();
    }
  }

  /**
   * Runs work with an effect outside as a whole, or throws {@link RunProblem.TimedOut} after the
   * time limit. Once it has started, the run waits for it, and for what follows, at least some
   * seconds: a run that has exported has not failed.
   */
  public void commit(Runnable work) {
    synchronized (this) {
      if (over) {
        throw timedOut();
      }
      exporting = true;
    }
    work.run();
  }

  private synchronized boolean enter() {
    if (running) {
      return false;
    }
    if (!spans) {
      begun = nanos.getAsLong();
      over = false;
      exporting = false;
    }
    running = true;
    return true;
  }

  private synchronized void leave() {
    running = false;
  }

  private synchronized void wake() {
    notifyAll();
  }

  private synchronized boolean ends(FutureTask<?> task) throws InterruptedException {
    while (!task.isDone()) {
      if (limit.isZero()) {
        wait();
        continue;
      }
      Duration left = left().plus(exporting ? GRACE : Duration.ZERO);
      if (left.toMillis() <= 0) {
        over = true;
        return false;
      }
      wait(left.toMillis());
    }
    return true;
  }
}
