package io.github.rolecall.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.rolecall.host.Thrown;
import io.github.rolecall.model.CallerIdentity;
import io.github.rolecall.problem.Given;
import io.github.rolecall.problem.GuardProblem;
import io.github.rolecall.problem.InputProblem;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests which accounts the guards accept, and when they need the identity. */
class GuardsTest {
  private static final CallerIdentity IDENTITY =
      new CallerIdentity("111122223333", "arn:aws:sts::111122223333:assumed-role/a/b", "AROA:b");
  private static final List<String> OURS = List.of("999999999999", "111122223333");
  private static final List<String> OTHERS = List.of("999999999999");

  private static Guards guards(List<String> allowed, List<String> forbidden) {
    return new Guards(allowed, forbidden, false);
  }

  @Test
  void onlyAListOfAccountsDependsOnTheIdentity() {
    assertEquals(false, guards(List.of(), List.of()).judgeIdentity());
    assertEquals(true, guards(OURS, List.of()).judgeIdentity());
    assertEquals(true, guards(List.of(), OTHERS).judgeIdentity());
    assertEquals(false, new Guards(List.of(), List.of(), true).judgeIdentity());
  }

  @Test
  void anAccountThatIsAllowedAndNotForbiddenPasses() {
    for (Guards guards :
        List.of(
            guards(List.of(), List.of()),
            guards(OURS, List.of()),
            guards(List.of(), OTHERS),
            guards(OURS, OTHERS))) {
      guards.check(IDENTITY, Optional.empty());
      guards.checkExisting(IDENTITY);
    }
  }

  @Test
  void anAccountThatIsNotAllowedIsRefused() {
    var problem =
        Thrown.problem(
            GuardProblem.AccountNotAllowed.class,
            () -> guards(OTHERS, List.of()).check(IDENTITY, Optional.of("profile dev")));
    assertEquals(OTHERS, problem.allowed());
    assertEquals(Optional.of("profile dev"), problem.source());
    assertEquals(
        false,
        Thrown.problem(
                GuardProblem.ExistingRefused.class,
                () -> guards(OTHERS, List.of()).checkExisting(IDENTITY))
            .forbidden());
  }

  /** An account that is both allowed and forbidden is forbidden. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anAccountThatIsForbiddenIsRefused(boolean allowed) {
    Guards guards = guards(allowed ? OURS : List.of(), OURS);
    var problem =
        Thrown.problem(
            GuardProblem.AccountForbidden.class, () -> guards.check(IDENTITY, Optional.empty()));
    assertEquals(IDENTITY, problem.actual());
    assertEquals(
        true,
        Thrown.problem(GuardProblem.ExistingRefused.class, () -> guards.checkExisting(IDENTITY))
            .forbidden());
  }

  private static Optional<Given> option(String name, String text) {
    return Optional.ofNullable(text).map(value -> new Given(value, name));
  }

  private static SkippedChecks unasked(String validation, String account) {
    return new SkippedChecks(
        option("skipCredentialsValidation", validation),
        option("skipRequestingAccountId", account));
  }

  @ParameterizedTest
  @CsvSource({
    "true,,skipCredentialsValidation",
    "TRUE,true,skipCredentialsValidation",
    ",true,skipRequestingAccountId",
    "false,True,skipRequestingAccountId"
  })
  void aQuestionThatAFileForbidsIsRefused(String validation, String account, String name) {
    SkippedChecks unasked = unasked(validation, account);
    unasked.refuseQuestion(false);
    assertEquals(
        name,
        Thrown.problem(InputProblem.Invalid.class, () -> unasked.refuseQuestion(true)).name());
  }

  @ParameterizedTest
  @CsvSource({",", "false,false", "false,", "no,0"})
  void aQuestionThatNoFileForbidsIsAsked(String validation, String account) {
    unasked(validation, account).refuseQuestion(true);
    unasked(validation, account).refuseBeside(List.of("allowed-account-ids"));
  }

  @Test
  void aGuardThatNeedsTheAccountIdIsRefusedWhereNobodyMayAskForIt() {
    SkippedChecks unasked = unasked(null, "true");
    unasked.refuseBeside(List.of());
    unasked(null, "false").refuseBeside(List.of("allowed-account-ids"));
    unasked("true", null).refuseBeside(List.of("allowed-account-ids"));
    var problem =
        Thrown.problem(
            InputProblem.Conflict.class,
            () -> unasked.refuseBeside(List.of("allowed-account-ids", "forbidden-account-ids")));
    assertEquals("skipRequestingAccountId", problem.first());
    assertEquals("allowed-account-ids", problem.second());
  }
}
