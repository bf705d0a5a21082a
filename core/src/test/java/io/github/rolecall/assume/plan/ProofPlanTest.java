package io.github.rolecall.assume.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.rolecall.option.FrontEnd;
import io.github.rolecall.option.Input;
import io.github.rolecall.plan.Plan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Tests when a plan must call AWS before it exports credentials, and whether it needs a signature.
 */
class ProofPlanTest {
  private static Planned keys() {
    return Planned.in(FrontEnd.COMMAND).keysInEnvironment();
  }

  private static void assertAsks(boolean proof, boolean signs, Plan plan) {
    assertEquals(proof, plan.needsProof(), "needs proof");
    assertEquals(signs, plan.signs(), "signs");
  }

  @Test
  void keysWithoutAGuardAreExportedAsTheyAre() {
    assertAsks(false, true, keys().plan());
  }

  @ParameterizedTest
  @CsvSource({
    "ALLOWED_ACCOUNT_IDS,111122223333",
    "FORBIDDEN_ACCOUNT_IDS,111122223333",
    "MASK_AWS_ACCOUNT_ID,true"
  })
  void aGuardAsksForTheIdentity(Input input, String value) {
    assertAsks(true, true, keys().with(input, value).plan());
  }

  @Test
  void aRoleIsAskedForWithASignatureWhereKeysAssumeIt() {
    assertAsks(true, true, keys().with(Input.ROLE_TO_ASSUME, Planned.ROLE).plan());
  }

  @Test
  void aTokenIsExchangedWithoutASignature() {
    assertAsks(true, false, Planned.gitHubJob().plan());
  }

  @Test
  void theSecondRoleOfAChainIsSigned() {
    assertAsks(
        true,
        true,
        Planned.gitHubJob()
            .with(Input.ROLE_TO_ASSUME, Planned.ROLE + "\n" + Planned.SECOND)
            .plan());
  }

  @Test
  void existingCredentialsAreAskedForWithASignature() {
    assertAsks(
        true,
        true,
        Planned.gitHubJob()
            .keysInEnvironment()
            .with(Input.USE_EXISTING_CREDENTIALS, "true")
            .plan());
  }
}
