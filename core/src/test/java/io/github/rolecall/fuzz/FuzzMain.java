package io.github.rolecall.fuzz;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/** The entry point for Jazzer. {@code .ci/fuzz} sets the target with {@code fuzz.target}. */
public final class FuzzMain {
  private static final FuzzTarget TARGET = FuzzTarget.valueOf(System.getProperty("fuzz.target"));
  private static final long MOST_CPU_NANOS = 1_000_000_000;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private FuzzMain() {}

  /** The name that Jazzer requires. */
  public static void fuzzerTestOneInput(byte[] data) {
    // The first run loads and compiles classes. Input that is really slow is slow again.
    if (cpuOf(data) > MOST_CPU_NANOS) {
      long again = cpuOf(data);
      if (again > MOST_CPU_NANOS) {
        throw new AssertionError(data.length + " bytes took " + again + " ns of CPU");
      }
    }
  }

  private static long cpuOf(byte[] data) {
    long before = THREADS.getCurrentThreadCpuTime();
    TARGET.read(data);
    return THREADS.getCurrentThreadCpuTime() - before;
  }
}
