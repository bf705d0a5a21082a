package io.github.rolecall.maven;

import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.maven.plugin.MojoExecution;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/** Knowledge about goals: which of them use AWS, and which print or store system properties. */
final class GoalClassifier {
  private static final String MAVEN = "org.apache.maven.plugins";

  /** Plugins of Maven that neither start processes of the user nor call AWS. */
  private static final Pattern WITHOUT_AWS =
      Pattern.compile(
          "maven-(clean|compiler|dependency|enforcer|help|install|jar|javadoc|resources|source"
              + "|toolchains|war)-plugin");

  /** Programs that run tests in their own JVM. */
  private static final Pattern TEST_RUNNER =
      Pattern.compile("org\\.(junit|testng|scalatest|spockframework)\\..*|io\\.cucumber\\..*");

  /** Ant elements that print the system properties or store them in a report. */
  private static final Set<String> ANT_REPORTS =
      Set.of("junit", "junitlauncher", "testng", "echoproperties");

  private GoalClassifier() {}

  static boolean own(MojoExecution goal) {
    return goal.getGroupId().equals("io.github.rolecall")
        && goal.getArtifactId().equals("credentials-maven-plugin");
  }

  /** Whether the goal may use AWS, so that the role must be assumed before it starts. */
  static boolean mayUse(MojoExecution goal, HandoffOptions options) {
    boolean without =
        goal.getGroupId().equals(MAVEN) && WITHOUT_AWS.matcher(goal.getArtifactId()).matches();
    boolean named = goal.getConfiguration() != null && Expressions.in(goal.getConfiguration());
    return named || !without || ForkingGoals.forks(goal, options.further());
  }

  /** Whether the purpose of the goal is to print settings. */
  static boolean prints(MojoExecution goal) {
    return goal.getGroupId().equals(MAVEN) && goal.getArtifactId().equals("maven-help-plugin");
  }

  /**
   * Whether the goal runs tests in Maven's JVM or prints its system properties. Then its reports or
   * the log contain these properties.
   */
  static boolean reportsProperties(MojoExecution goal, Function<String, String> evaluator) {
    if (ForkingGoals.isAnt(goal)) {
      return goal.getConfiguration() != null && reports(goal.getConfiguration());
    }
    return switch (goal.getArtifactId() + ":" + goal.getGoal()) {
      case "exec-maven-plugin:java" ->
          TEST_RUNNER.matcher(value(goal, "mainClass", evaluator)).matches();
      case "scalatest-maven-plugin:test" -> value(goal, "forkMode", evaluator).equals("never");
      default ->
          ForkingGoals.runsTests(goal)
              && (value(goal, "forkCount", evaluator).matches("0(\\.0*)?C?")
                  || value(goal, "forkMode", evaluator).equals("never"));
    };
  }

  private static boolean reports(Xpp3Dom element) {
    return ANT_REPORTS.contains(element.getName())
        || Stream.of(element.getChildren()).anyMatch(GoalClassifier::reports);
  }

  private static String value(
      MojoExecution goal, String parameter, Function<String, String> evaluator) {
    return Optional.ofNullable(goal.getConfiguration())
        .map(configuration -> configuration.getChild(parameter))
        .map(Xpp3Dom::getValue)
        .map(evaluator)
        .orElse("")
        .strip();
  }
}
