package io.github.rolecall.fuzz;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Tests that every input gives a value or a problem. The inputs here are the same in every run;
 * {@code .ci/fuzz} lets Jazzer search for others.
 */
class FuzzTest {
  /**
   * The time limit of one input. Each takes milliseconds; only more than linear time reaches the
   * limit.
   */
  private static final Duration HANGS = Duration.ofSeconds(20);

  private static final int MUTANTS = Integer.getInteger("fuzz.mutants", 500);
  private static final int FLOOD = 50_000;

  @ParameterizedTest
  @EnumSource
  void samplesAreRead(FuzzTarget target) throws Exception {
    List<byte[]> samples = target.samples();
    assertTrue(samples.size() >= 3, "samples of " + target);
    samples.forEach(target::read);
  }

  @ParameterizedTest
  @EnumSource
  void mutantsAreRead(FuzzTarget target) throws Exception {
    var mutations = new Mutations(target.samples(), Long.getLong("fuzz.seed", 15));
    for (int i = 0; i < MUTANTS; i++) {
      read(target, mutations.next());
    }
  }

  @ParameterizedTest
  @EnumSource
  void floodsAreRead(FuzzTarget target) throws Exception {
    for (byte[] flood : new Mutations(target.samples(), 0).floods(FLOOD)) {
      assertTimeoutPreemptively(
          HANGS, () -> read(target, flood), () -> target + " on " + of(flood));
    }
  }

  private static void read(FuzzTarget target, byte[] data) {
    try {
      target.read(data);
    } catch (Throwable e) {
      throw new AssertionError(target + " on " + of(data), e);
    }
  }

  /** Returns the input in a form that can be pasted into a test. */
  private static String of(byte[] data) {
    return Mutations.shown(data);
  }
}
