package io.github.rolecall.policy.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.github.rolecall.policy.Evaluation;
import io.github.rolecall.policy.TrustPolicy;
import io.github.rolecall.policy.generate.PolicyDocument;
import io.github.rolecall.policy.repair.Edit;
import io.github.rolecall.policy.repair.Plant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Tests that no remedy is printed that would be wrong for any job. */
class RemediesTest {
  private static final String PLANTED = "Do what was planted.";

  private static Remedies of(Plant plant) {
    Finding finding =
        FindingCode.CONDITION_DIFFERS.error("It differs.", "").doing(PLANTED, plant.edits());
    return Remedies.of(Evaluation.of(Plant.policy(), Plant.request()), List.of(finding));
  }

  private static Optional<String> proposed(Plant plant) {
    return of(plant).proposal().map(Proposal::document);
  }

  private static String after(Plant plant) {
    TrustPolicy after = Edit.all(Plant.policy(), plant.edits());
    return PolicyDocument.of(after);
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
  void aRemedyThatIsWrongForSomebodyIsNotPrinted(Plant plant) {
    assertNotEquals(PLANTED, of(plant).findings().get(0).remedy());
    assertNotEquals(after(plant), proposed(plant).orElseThrow());
  }

  @Test
  void aRemedyThatIsRightIsPrinted() {
    assertEquals(PLANTED, of(Plant.NONE).findings().get(0).remedy());
    assertEquals(Optional.of(after(Plant.NONE)), proposed(Plant.NONE));
  }
}
