package io.github.rolecall.assume.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.host.Thrown;
import io.github.rolecall.option.FrontEnd;
import io.github.rolecall.option.Input;
import io.github.rolecall.plan.Source;
import io.github.rolecall.problem.IdentityProblem;
import io.github.rolecall.problem.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the message when there is no source of credentials. */
class MissingSourceTest {
  private static Problem problem(Planned planned) {
    Source source = planned.plan().source();
    assertEquals("the credentials that AWS tools find by default", source.describe());
    return assertInstanceOf(Source.Ambient.class, source).otherwise();
  }

  private static Planned nothing() {
    return Planned.in(FrontEnd.COMMAND);
  }

  @Test
  void theFactsSayWhereWasLooked() {
    Problem problem = problem(nothing());
    assertInstanceOf(IdentityProblem.NoCredentials.class, problem);
    assertEquals(List.of("CI system", "searched"), Thrown.factNames(problem));
    String looked = Thrown.fact(problem, "searched");
    assertTrue(looked.endsWith("the container role, the instance role"), looked);
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "TRUE"})
  void aRoleOfTheInstanceThatIsDisabledIsNotLookedAt(String value) {
    Problem problem = problem(nothing().env("AWS_EC2_METADATA_DISABLED", value));
    String looked = Thrown.fact(problem, "searched");
    assertTrue(looked.endsWith("the container role"), looked);
    assertEquals(
        "the instance role: AWS_EC2_METADATA_DISABLED is true",
        Thrown.fact(problem, "not searched"));
  }

  @Test
  void theRemediesDependOnTheRole() {
    String without = problem(nothing()).remedies(FrontEnd.COMMAND).toString();
    assertTrue(without.contains("--role-to-assume"), without);
    String with =
        problem(nothing().with(Input.ROLE_TO_ASSUME, Planned.ROLE))
            .remedies(FrontEnd.COMMAND)
            .toString();
    assertTrue(with.contains("--source-profile"), with);
  }

  @Test
  void variablesThatTheCiSystemWithholdsAreNamed() {
    Problem problem =
        problem(
            nothing()
                .env("GITLAB_CI", "true")
                .env("CI_PROJECT_PATH", "acme/shop")
                .env("CI_JOB_ID", "302")
                .env("CI_COMMIT_REF_PROTECTED", "false"));
    assertTrue(Thrown.fact(problem, "secrets").contains("protected"), problem.toString());
    assertTrue(
        problem.remedies(FrontEnd.COMMAND).get(0).contains("protected branch"),
        problem.remedies(FrontEnd.COMMAND)::toString);
  }
}
