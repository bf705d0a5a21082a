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
 * The time limit for a whole run, whatever it waits for at the moment: from reading the inputs to
 * the export. It is there before the inputs are, so it starts with the standard limit.
 */
public final class Deadline {
  /** The limit of a run that has not said another one. */
  public static final Duration STANDARD = Duration.ofMinutes(2);

  /** How long an export that has begun may take when the time ends meanwhile. */
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

  /** Sets a limit; zero: none. */
  public Deadline(Duration limit) {
    this(limit, System::nanoTime);
  }

  /** The same where time passes as these nanoseconds say. */
  Deadline(Duration limit, LongSupplier nanos) {
    this.limit = limit;
    this.nanos = nanos;
    this.begun = nanos.getAsLong();
  }

  /** The limit; zero: none. */
  Duration limit() {
    return limit;
  }

  /** Says what is done now: told if the time ends meanwhile. */
  public void doing(String what) {
    doing = what;
    visible = false;
  }

  /** The same for what shows itself: a question, or a command with an output of its own. */
  public void doingVisibly(String what) {
    doing = what;
    visible = true;
  }

  /** Whether what is done shows itself. */
  public boolean isVisible() {
    return visible;
  }

  /** What was last said. */
  public String doing() {
    return doing;
  }

  /** The time begins now, and goes on over all that is run from here. */
  public synchronized void begin() {
    begun = nanos.getAsLong();
    spans = true;
    over = false;
    exporting = false;
  }

  /** Changes the limit, which counts from the beginning; zero: none. */
  public synchronized void limit(Duration whole) {
    limit = whole;
    notifyAll();
  }

  /** How long a lock may be waited for: the time that is left, or the standard limit. */
  Duration left() {
    return limit.isZero() ? STANDARD : limit.minusNanos(nanos.getAsLong() - begun).plusMillis(1);
  }

  /** What is told when the time is over. */
  public CredentialsException timedOut() {
    Duration whole = limit.isZero() ? STANDARD : limit;
    return new CredentialsException(new RunProblem.TimedOut((int) whole.toSeconds(), doing));
  }

  /**
   * Asks again and again until there is an answer, as long as the time allows.
   *
   * @return whether there was one
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
   * Does the work, and waits for it no longer than the time allows. Fails with {@link
   * RunProblem.TimedOut} when the time is over; the work is then abandoned, and what it still does
   * has no effect outside. Work within such work has the same time.
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
   * Does what has an effect outside, as a whole, or throws {@link RunProblem.TimedOut} because the
   * time is over. Once it has begun, it and what follows are waited for, if only for some seconds:
   * a run that has exported has not failed.
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
