package io.github.rolecall.maven;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The goals that a build cache skips. The build cache creates and configures these goals as Maven
 * does, but does not run them. Maven runs a goal immediately after it configures it, in the same
 * thread and without an event in between. So a goal that is still only configured at the next event
 * of its thread was skipped.
 */
final class SkippedGoals {
  private final Map<Thread, List<Runnable>> configured = new HashMap<>();

  /** Records that this thread configures a goal. */
  synchronized void configured(Runnable goal) {
    configured.computeIfAbsent(Thread.currentThread(), key -> new ArrayList<>()).add(goal);
  }

  /** Records that this thread runs its goal, so nothing was skipped. */
  synchronized void started() {
    configured.remove(Thread.currentThread());
  }

  /** Runs the skipped goals, because another event begins in this thread. */
  void runSkipped() {
    List<Runnable> skipped;
    synchronized (this) {
      skipped = configured.remove(Thread.currentThread());
    }
    if (skipped != null) {
      skipped.forEach(Runnable::run);
    }
  }
}
