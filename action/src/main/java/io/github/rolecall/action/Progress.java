package io.github.rolecall.action;

import io.github.rolecall.host.Host;
import io.github.rolecall.http.Once;
import io.github.rolecall.text.PlainText;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/** Prints at a terminal what a command is waiting for, if it takes long. */
final class Progress {
  private static final Duration FIRST = Duration.ofSeconds(2);
  private static final Duration NEXT = Duration.ofSeconds(5);

  private final CountDownLatch over = new CountDownLatch(1);

  private Progress() {}

  /** Runs the work. Prints no progress to a log, nor with {@code --quiet}. */
  static int during(Verbosity loudness, Host host, PrintStream err, IntSupplier work) {
    var progress = new Progress();
    if (loudness != Verbosity.QUIET && host.terminal().present()) {
      Once.start("rolecall-progress", () -> progress.tell(host, err));
    }
    try {
      return work.getAsInt();
    } finally {
      progress.over.countDown();
    }
  }

  private void tell(Host host, PrintStream err) {
    long begun = System.nanoTime();
    if (isOver(FIRST) || !host.terminal().showsErrors()) {
      return;
    }
    do {
      if (!host.deadline().isVisible()) {
        long seconds = Duration.ofNanos(System.nanoTime() - begun).toSeconds();
        String line = "rolecall: " + host.deadline().doing() + " (" + seconds + " s)";
        err.println(PlainText.harmless(host.secrets().without(line)));
      }
    } while (!isOver(NEXT));
  }

  private boolean isOver(Duration wait) {
    try {
      return over.await(wait.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }
}
