package io.github.rolecall.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.option.Input;
import io.github.rolecall.problem.CredentialsException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.plugin.MojoExecution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of the goals that a pom selects. */
class GoalSelectionTest {
  private static final MojoExecution TEST =
      TestGoals.goal("org.apache.maven.plugins:maven-surefire-plugin:test", "default-test", null);
  private static final MojoExecution EXEC =
      TestGoals.goal("org.codehaus.mojo:exec-maven-plugin:exec", "deploy", null);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "surefire",
        "maven-surefire-plugin",
        "surefire:test",
        "org.apache.maven.plugins:maven-surefire-plugin",
        "org.apache.maven.plugins:maven-surefire-plugin:test",
        "@default-test",
        "surefire@*",
        "failsafe, surefire"
      })
  void excludesGoalsByEveryPatternOfFor(String pattern) {
    GoalSelection selection = selection("", pattern);
    assertTrue(selection.excludes(TEST));
    assertFalse(selection.includes(TEST));
    assertTrue(selection.includes(EXEC));
  }

  @Test
  void whatIsExcludedIsNotAmongTheNamed() {
    GoalSelection selection = selection("exec, surefire", "exec@deploy");
    assertTrue(selection.names(TEST));
    assertFalse(selection.names(EXEC));
    assertEquals("the goals [exec, surefire] except [exec@deploy]", selection.toString());
  }

  @ParameterizedTest
  @CsvSource({"default, rolecall", "deploy, deploy"})
  void goalsThatAreNotMeantDoNotFindTheProfile(String execution, String profile) {
    assertEquals(Optional.of(profile), profile(execution, "surefire"));
    assertEquals(Optional.empty(), profile(execution, ""), "every tool finds it by itself");
  }

  /** The name of the profile that goals are told. */
  private static Optional<String> profile(String execution, String except) {
    Parameters parameters = new Parameters().put(Input.EXCEPT, except);
    return ProfileNames.of(List.of(), parameters).told(HandedOn.options(execution, parameters));
  }

  @Test
  void theSamePatternCannotBeBoth() {
    var e = assertThrows(CredentialsException.class, () -> selection("surefire", "exec, surefire"));
    String message = e.problem().message(new Parameters().words());
    assertTrue(message.contains("<for> surefire and <except> surefire are both set"), message);
  }

  @ParameterizedTest
  @EnumSource(
      value = Input.class,
      names = {"FOR", "EXCEPT", "GOALS"})
  void whatIsNoPatternIsRefusedByName(Input input) {
    var inputs = new Parameters().put(input, "exec exec").inputs(Map.of());
    var e = assertThrows(CredentialsException.class, () -> GoalSelection.of(inputs));
    String message = e.problem().message(new Parameters().words());
    assertTrue(
        message.contains(
            "<%s> must be plugins, goals or executions, such as exec, exec:exec@prod or @prod, but"
                    .formatted(input.parameter())
                + " is 'exec exec'"),
        message);
  }

  private static GoalSelection selection(String only, String except) {
    return GoalSelection.of(
        new Parameters().put(Input.FOR, only).put(Input.EXCEPT, except).inputs(Map.of()));
  }
}
