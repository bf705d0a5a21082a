package io.github.rolecall.assume.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.rolecall.host.Thrown;
import io.github.rolecall.option.Input;
import io.github.rolecall.problem.InputProblem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests that several roles of one run cannot export to the same target. */
class SeveralRolesPlanTest {
  private static List<PlannedRole> plans(String first, String second) {
    String roles =
        "- {name: a, role-to-assume: '%s', %s}%n- {name: b, role-to-assume: '%s', %s}"
            .formatted(Planned.ROLE, first, Planned.SECOND, second);
    return Planned.inAction().gitHub().with(Input.ROLES, roles).severalPlans();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "environment-prefix: A_|environment-prefix: B_",
        "environment-prefix: A_|output-env-credentials: true",
        "aws-profile: one|aws-profile: two",
        "output-credentials: true|output-credentials: true",
        "output-env-credentials: true|aws-profile: two"
      })
  void eachHasAPlaceOfItsOwn(String first, String second) {
    List<PlannedRole> roles = plans(first, second);
    assertEquals(List.of("a", "b"), roles.stream().map(PlannedRole::name).toList());
    assertEquals("Credentials: b", roles.get(1).titled("Credentials"));
  }

  @Test
  void oneRoleHasNoName() {
    PlannedRole role = Planned.gitHubJob().plans().get(0);
    assertEquals("", role.name());
    assertEquals("Credentials", role.titled("Credentials"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "environment-prefix: A_|environment-prefix: A_|variables A_AWS_ACCESS_KEY_ID",
        "output-env-credentials: true|output-env-credentials: true|variables AWS_ACCESS_KEY_ID",
        "aws-profile: one|aws-profile: one|the profile one"
      })
  void thePlaceThatTwoExportToIsNamed(String first, String second, String place) {
    var problem = Thrown.problem(InputProblem.Conflict.class, () -> plans(first, second));
    assertEquals(List.of("the role a", "the role b"), List.of(problem.first(), problem.second()));
    assertEquals(
        place, problem.why().substring(0, place.length() + 15).replace("both export to ", ""));
  }

  @Test
  void oneOfSeveralRolesHasToExportSomewhere() {
    var problem =
        Thrown.problem(
            InputProblem.Incomplete.class,
            () -> plans("aws-profile: one", "role-duration-seconds: 900"));
    assertEquals("the role b", problem.name());
    assertEquals(Input.ENVIRONMENT_PREFIX, problem.needed());
  }
}
