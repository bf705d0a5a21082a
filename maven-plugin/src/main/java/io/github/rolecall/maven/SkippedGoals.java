package io.github.rolecall.maven;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Goals that a build cache skips. It makes and configures each of them as Maven does, and never
 * runs it. Maven runs a goal right after it has configured it, in the same thread and without an
 * event between: so what is configured at the next event of the thread was skipped.
 */
final class SkippedGoals {
  private final Map<Thread, List<Runnable>> configured = new HashMap<>();

  /** A goal of this thread is being configured. */
  synchronized void configured(Runnable goal) {
    configured.computeIfAbsent(Thread.currentThread(), key -> new ArrayList<>()).add(goal);
  }

  /** This thread runs one of its goals: it skips none so far. */
  synchronized void started() {
    configured.remove(Thread.currentThread());
  }

  /** Something else begins in this thread: what it has skipped runs now. */
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
