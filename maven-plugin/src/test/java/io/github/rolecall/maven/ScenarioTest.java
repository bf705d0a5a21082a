package io.github.rolecall.maven;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.rolecall.option.FrontEnd;
import io.github.rolecall.option.Goal;
import io.github.rolecall.option.Input;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.testkit.scenario.Scenario;
import io.github.rolecall.testkit.scenario.Stage;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs all scenarios that a pom can express with the goal. The calls are the same as with the
 * action, and the messages use the names in the pom. {@code -Dgolden.update} records the messages
 * again.
 */
class ScenarioTest {
  private static final Path SOURCES = Path.of("../testkit/src/main/resources/scenarios");
  private static final Map<String, Input> INPUTS =
      Stream.of(Input.values())
          .filter(input -> input.frontEnds().contains(FrontEnd.MAVEN))
          .collect(Collectors.toMap(Input::key, input -> input));

  static Stream<Scenario> scenarios() {
    return Scenario.all().stream()
        .filter(scenario -> INPUTS.keySet().containsAll(scenario.inputs().keySet()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("scenarios")
  void saysWhatIsExpected(Scenario scenario) {
    try (Stage stage = scenario.start()) {
      var world = new TestWorld(stage.work());
      world.environment.putAll(stage.environment());
      var parameters = new Parameters();
      // Maven sets every parameter of the goal, most of them to null.
      INPUTS.values().stream()
          .filter(input -> input.goals().contains(Goal.ASSUME))
          .forEach(input -> parameters.put(input, (String) null));
      stage
          .inputs()
          .forEach(
              (key, value) -> {
                parameters.put(INPUTS.get(key), value);
                world.configure(INPUTS.get(key).parameter(), value);
              });

      String message = stage.normalized(run(world, parameters));

      if (System.getProperty("golden.update") != null) {
        scenario.update(SOURCES, "maven", message);
        return;
      }
      assertAll(
          () -> assertEquals(scenario.expected("maven"), Optional.of(message)),
          () -> assertEquals(scenario.expected("calls"), Optional.of(stage.calls())),
          () -> assertHandedOnOnlyIfGood(message, world),
          () ->
              stage
                  .secrets()
                  .forEach(
                      secret ->
                          assertFalse(
                              world.log.toString().contains(secret), "a secret is logged")));
    }
  }

  private static String run(TestWorld world, Parameters parameters) {
    try {
      new AssumeGoal(world.build(), world.log, parameters).run();
      return "exported\n";
    } catch (CredentialsException e) {
      return e.problem().message(FrontEnd.MAVEN) + "\n";
    }
  }

  private static void assertHandedOnOnlyIfGood(String message, TestWorld world) {
    boolean good = message.equals("exported\n");
    assertEquals(good, world.jvm.containsKey("aws.secretAccessKey"));
  }
}
