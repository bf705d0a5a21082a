package io.github.rolecall.maven;

import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.apache.maven.plugin.MojoExecution;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/** What is known of goals that are not there to use AWS. */
final class GoalClassifier {
  private static final String MAVEN = "org.apache.maven.plugins";

  /** Plugins of Maven itself that neither start processes of the user nor talk to AWS. */
  private static final Pattern WITHOUT_AWS =
      Pattern.compile(
          "maven-(clean|compiler|dependency|enforcer|help|install|jar|javadoc|resources|source"
              + "|toolchains|war)-plugin");

  private GoalClassifier() {}

  static boolean own(MojoExecution goal) {
    return goal.getGroupId().equals("io.github.rolecall")
        && goal.getArtifactId().equals("credentials-maven-plugin");
  }

  /** Whether a role has to be assumed before this goal starts. */
  static boolean mayUse(MojoExecution goal, HandoffOptions options) {
    boolean without =
        goal.getGroupId().equals(MAVEN) && WITHOUT_AWS.matcher(goal.getArtifactId()).matches();
    boolean named = goal.getConfiguration() != null && Expressions.in(goal.getConfiguration());
    return named || !without || ForkingGoals.forks(goal, options.further());
  }

  /** Whether the goal is there to print what it finds. */
  static boolean prints(MojoExecution goal) {
    return goal.getGroupId().equals(MAVEN) && goal.getArtifactId().equals("maven-help-plugin");
  }

  /** Whether it runs tests in Maven's own JVM: then its reports hold that JVM's properties. */
  static boolean reportsProperties(MojoExecution goal, Function<String, String> evaluator) {
    return ForkingGoals.runsTests(goal)
        && (value(goal, "forkCount", evaluator).matches("0(\\.0*)?C?")
            || value(goal, "forkMode", evaluator).equals("never"));
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
