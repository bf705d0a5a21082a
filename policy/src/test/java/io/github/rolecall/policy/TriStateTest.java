package io.github.rolecall.policy;

import static io.github.rolecall.policy.TriState.FALSE;
import static io.github.rolecall.policy.TriState.TRUE;
import static io.github.rolecall.policy.TriState.UNKNOWN;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Tests the three-valued logic for all combinations of values. */
class TriStateTest {

  /** The possible results of a value once it is known. */
  private static List<Boolean> possible(TriState truth) {
    return switch (truth) {
      case TRUE -> List.of(true);
      case FALSE -> List.of(false);
      case UNKNOWN -> List.of(true, false);
    };
  }

  private static TriState of(Stream<Boolean> outcomes) {
    List<Boolean> distinct = outcomes.distinct().toList();
    return distinct.size() == 2 ? UNKNOWN : TriState.of(distinct.get(0));
  }

  @Test
  void aResultIsUnknownExactlyWhereItDependsOnTheUnknown() {
    for (TriState a : TriState.values()) {
      assertEquals(of(possible(a).stream().map(x -> !x)), a.not());
      for (TriState b : TriState.values()) {
        var and = possible(a).stream().flatMap(x -> possible(b).stream().map(y -> x && y));
        var or = possible(a).stream().flatMap(x -> possible(b).stream().map(y -> x || y));
        assertEquals(of(and), a.and(b), a + " and " + b);
        assertEquals(of(or), a.or(b), a + " or " + b);
      }
    }
  }

  @Test
  void theLawsHold() {
    for (TriState a : TriState.values()) {
      assertEquals(a, a.not().not());
      for (TriState b : TriState.values()) {
        assertEquals(a.and(b), b.and(a));
        assertEquals(a.or(b), b.or(a));
        assertEquals(a.and(b).not(), a.not().or(b.not()));
        assertEquals(a, a.or(a.and(b)));
        for (TriState c : TriState.values()) {
          assertEquals(a.and(b).and(c), a.and(b.and(c)));
          assertEquals(a.and(b.or(c)), a.and(b).or(a.and(c)));
        }
      }
    }
  }

  @Test
  void ofNoneAllHoldAndNotOneHolds() {
    assertEquals(TRUE, TriState.all(Stream.of()));
    assertEquals(FALSE, TriState.any(Stream.of()));
    assertEquals(FALSE, TriState.all(Stream.of(TRUE, UNKNOWN, FALSE)));
    assertEquals(UNKNOWN, TriState.all(Stream.of(TRUE, UNKNOWN)));
    assertEquals(TRUE, TriState.any(Stream.of(FALSE, UNKNOWN, TRUE)));
    assertEquals(UNKNOWN, TriState.any(Stream.of(FALSE, UNKNOWN)));
  }
}
