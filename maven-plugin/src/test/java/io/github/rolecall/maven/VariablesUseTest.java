package io.github.rolecall.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.option.Input;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.maven.plugin.MojoExecution;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests with goals of public plugins, which have the parameters of their published descriptors. */
class VariablesUseTest {
  private static final Map<String, String> VARIABLES = Map.of("AWS_ACCESS_KEY_ID", "ASIA");

  private final RecordingLog log = new RecordingLog();

  private record Goal(String name, List<String> maps, String outcome) {
    @Override
    public String toString() {
      return name + " is " + outcome;
    }

    MojoExecution started() {
      var types = new HashMap<String, String>();
      maps.forEach(map -> types.put(map, "java.util.Map"));
      return TestGoals.goal(name, "default", null, types);
    }
  }

  static Stream<Goal> goals() throws IOException {
    return Files.readAllLines(Path.of("src", "test", "descriptors", "goals.txt")).stream()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.split(" ", -1))
        .map(
            part ->
                new Goal(
                    part[0],
                    Arrays.stream(part[2].split(",", -1)).filter(m -> !m.equals("-")).toList(),
                    part[3]));
  }

  @ParameterizedTest
  @MethodSource("goals")
  void aGoalGetsTheVariablesOrIsNamedOnce(Goal goal) {
    var goals = new ForkingGoals(log);
    MojoExecution started = goal.started();
    goals.give(started, VARIABLES, List.of(), UnaryOperator.identity());
    goals.give(goal.started(), VARIABLES, List.of(), UnaryOperator.identity());

    assertEquals(goal.outcome().equals("given"), text(started).contains("ASIA"), text(started));
    assertEquals(goal.outcome().equals("warned") ? 1 : 0, log.lines().size(), log.toString());
    log.lines().forEach(line -> assertTrue(line.contains(goal.name()), line));
  }

  /** AWS tools find the default profile without environment variables. */
  @ParameterizedTest
  @MethodSource("goals")
  void withAProfileThatNeedsNoVariableNothingIsSaid(Goal goal) {
    new ForkingGoals(log)
        .give(
            goal.started(),
            Map.of("AWS_REGION", "us-east-1", OuterBuild.MARK, "maven"),
            List.of(),
            UnaryOperator.identity());
    assertEquals(List.of(), log.lines());
  }

  static Stream<Goal> goalsThatStore() throws IOException {
    return goals().filter(goal -> goal.outcome().equals("never"));
  }

  @ParameterizedTest
  @MethodSource("goalsThatStore")
  void whatAPluginStoresIsNotGivenEvenIfTheUserNamesTheGoal(Goal goal) {
    MojoExecution started = goal.started();
    var all = new Parameters().put(Input.GOALS, "*").inputs(Map.of());
    new ForkingGoals(log)
        .give(started, VARIABLES, GoalPattern.of(all, Input.GOALS), UnaryOperator.identity());
    assertFalse(text(started).contains("ASIA"), text(started));
    assertEquals(1, log.lines().size(), log.toString());
  }

  private static String text(MojoExecution goal) {
    return String.valueOf(goal.getConfiguration());
  }
}
