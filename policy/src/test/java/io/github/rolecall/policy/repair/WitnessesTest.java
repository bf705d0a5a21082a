package io.github.rolecall.policy.repair;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.policy.TrustPolicy;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests that each kind of witness finds errors that no other kind finds. */
class WitnessesTest {
  private static final Witnesses ALL = Witnesses.of(Plant.policy(), Plant.request(), List.of());

  private static TrustPolicy after(Plant plant) {
    return Edit.all(Plant.policy(), plant.edits());
  }

  private static Witnesses without(Witness.Kind kind) {
    return new Witnesses(
        ALL.policy(), ALL.all().stream().filter(one -> one.kind() != kind).toList());
  }

  @ParameterizedTest
  @EnumSource
  void aChangeThatIsWrongForOneKindIsRefusedByThatKindAlone(Witness.Kind kind) {
    TrustPolicy after = after(Plant.valueOf(kind.name()));
    assertFalse(ALL.allow(after));
    assertTrue(without(kind).allow(after));
  }

  @Test
  void aChangeThatIsRightForEverybodyIsTaken() {
    assertTrue(ALL.allow(after(Plant.NONE)));
    assertFalse(ALL.allow(Plant.policy()), "the job is refused as before");
  }

  /**
   * The advice of a warning may deny jobs that only a wildcard matches. It must not allow unrelated
   * jobs, nor deny jobs that the policy names.
   */
  @ParameterizedTest
  @EnumSource
  void aWarningMayLeaveOutWhomAWildcardMatches(Plant plant) {
    boolean refused = plant == Plant.STRANGER || plant == Plant.NAMED;
    assertEquals(!refused, ALL.keep(after(plant)));
  }

  @Test
  void aWarningKeepsInTheJobThatIsLetIn() {
    Witnesses then = Witnesses.of(after(Plant.NONE), Plant.request(), List.of());
    for (Plant plant : List.of(Plant.JOB, Plant.NEXT_RUN)) {
      assertFalse(then.keep(after(plant)), plant.name());
    }
    assertTrue(then.keep(after(Plant.MATCHED)));
  }

  @ParameterizedTest
  @EnumSource
  void whoeverIsLetInStaysIn(Plant plant) {
    boolean lost = plant == Plant.NAMED || plant == Plant.MATCHED;
    assertEquals(!lost, ALL.keepAll(after(plant)));
  }

  @Test
  void thereIsOneOfEachKind() {
    assertTrue(
        Stream.of(Witness.Kind.values())
            .allMatch(kind -> ALL.all().stream().anyMatch(one -> one.kind() == kind)));
  }
}
