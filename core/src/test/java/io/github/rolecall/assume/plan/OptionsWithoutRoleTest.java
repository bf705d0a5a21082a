package io.github.rolecall.assume.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.option.FrontEnd;
import io.github.rolecall.option.Input;
import io.github.rolecall.plan.Plan;
import io.github.rolecall.problem.InputProblem;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests that options for a role session are not ignored silently when no role is assumed. */
class OptionsWithoutRoleTest {
  private static final String POLICY = "{\"Version\":\"2012-10-17\",\"Statement\":[]}";
  private static final String ARN = "arn:aws:iam::aws:policy/ReadOnlyAccess";

  private static final Map<Input, String> OPTIONS =
      new EnumMap<>(
          Map.of(
              Input.ROLE_SESSION_NAME, "x-1",
              Input.ROLE_DURATION_SECONDS, "900",
              Input.ROLE_EXTERNAL_ID, "partner",
              Input.ROLE_SOURCE_IDENTITY, "jane",
              Input.ROLE_CHAINING, "true",
              Input.ROLE_SKIP_SESSION_TAGGING, "true",
              Input.CUSTOM_TAGS, "{\"Team\":\"a\"}",
              Input.TRANSITIVE_TAG_KEYS, "Repository",
              Input.AUDIENCE, "https://example.com",
              Input.SPECIAL_CHARACTERS_WORKAROUND, "true"));

  private static Planned inAny(FrontEnd frontEnd) {
    return Planned.in(frontEnd).keysInEnvironment();
  }

  static Stream<Arguments> options() {
    return Stream.of(FrontEnd.values())
        .flatMap(frontEnd -> OPTIONS.keySet().stream().map(input -> Arguments.of(frontEnd, input)));
  }

  @ParameterizedTest
  @MethodSource("options")
  void eachIsNamedInAWarning(FrontEnd frontEnd, Input input) {
    List<String> warnings =
        inAny(frontEnd).with(input, OPTIONS.get(input)).plan().notes().warnings();
    assertTrue(
        warnings.stream()
            .anyMatch(
                warning ->
                    warning.contains("no role is assumed")
                        && warning.contains(frontEnd.spell(Input.ROLE_TO_ASSUME))
                        && warning.contains(": " + frontEnd.spell(input))),
        warnings.toString());
  }

  @Test
  void allAreNamedInOne() {
    Planned planned = inAny(FrontEnd.ACTION).with(Input.ROLE_TO_ASSUME, " ");
    OPTIONS.forEach(planned::with);
    List<String> warnings =
        planned.plan().notes().warnings().stream()
            .filter(text -> text.contains("no role"))
            .toList();
    assertEquals(1, warnings.size(), warnings.toString());
    assertTrue(warnings.get(0).startsWith("role-to-assume is empty or not set"), warnings.get(0));
    OPTIONS
        .keySet()
        .forEach(input -> assertTrue(warnings.get(0).contains(input.key()), warnings.toString()));
  }

  @ParameterizedTest
  @EnumSource(FrontEnd.class)
  void whatHasAnEffectOrIsOffIsNotNamed(FrontEnd frontEnd) {
    Planned off =
        inAny(frontEnd)
            .with(Input.ROLE_CHAINING, "false")
            .with(Input.AUDIENCE, "sts.amazonaws.com")
            .with(Input.ALLOWED_ACCOUNT_IDS, "111122223333");
    assertEquals(List.of(), off.plan().notes().warnings());
    Planned role = inAny(frontEnd).with(Input.ROLE_TO_ASSUME, Planned.ROLE);
    role.with(Input.ROLE_SESSION_NAME, "x-1").with(Input.INLINE_SESSION_POLICY, POLICY);
    assertEquals(List.of(), role.plan().notes().warnings());
  }

  @ParameterizedTest
  @EnumSource(FrontEnd.class)
  void aSessionPolicyIsRefused(FrontEnd frontEnd) {
    Map<Input, String> policies =
        Map.of(Input.INLINE_SESSION_POLICY, POLICY, Input.MANAGED_SESSION_POLICIES, ARN);
    policies.forEach(
        (input, value) -> {
          var problem = inAny(frontEnd).with(input, value).problem(InputProblem.Incomplete.class);
          assertEquals(frontEnd.spell(input), problem.name());
          assertEquals(Input.ROLE_TO_ASSUME, problem.needed());
        });
  }

  @ParameterizedTest
  @CsvSource({
    "ACTION, INLINE_SESSION_POLICY",
    "COMMAND, INLINE_SESSION_POLICY",
    "MAVEN, MANAGED_SESSION_POLICIES"
  })
  void aSessionPolicyOfTheEnvironmentIsRefusedUnderItsName(FrontEnd frontEnd, String name) {
    Planned planned = inAny(frontEnd).env(name, name.startsWith("INLINE") ? POLICY : ARN);
    assertEquals(name, planned.problem(InputProblem.Incomplete.class).name());
  }

  /** In a pod on EKS, later steps would use the role of the pod, without the session policy. */
  @Test
  void aRoleOfTheEnvironmentIsNotTheUsers() {
    Planned planned =
        Planned.inAction()
            .env("AWS_WEB_IDENTITY_TOKEN_FILE", "/token")
            .env("AWS_ROLE_ARN", Planned.ROLE)
            .with(Input.INLINE_SESSION_POLICY, POLICY);
    planned.problem(InputProblem.Incomplete.class);
  }

  @ParameterizedTest
  @EnumSource(FrontEnd.class)
  void existingCredentialsAreNotKeptWhereASessionPolicyIsToLimitThem(FrontEnd frontEnd) {
    Planned planned =
        inAny(frontEnd)
            .with(Input.ROLE_TO_ASSUME, Planned.ROLE)
            .with(Input.USE_EXISTING_CREDENTIALS, "true");
    assertTrue(planned.plan().identity().existing().isPresent());
    Plan plan = planned.with(Input.MANAGED_SESSION_POLICIES, ARN).plan();
    assertTrue(plan.identity().existing().isEmpty());
    assertTrue(
        plan.notes().warnings().toString().contains(frontEnd.spell(Input.USE_EXISTING_CREDENTIALS)),
        plan.notes().warnings().toString());
  }
}
