package io.github.rolecall.maven;

import io.github.rolecall.docker.DockerConfig;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.logging.Log;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/**
 * Goals that start processes, and the parameters that set the environment of those processes. Logs
 * each warning once, even if several modules run the goal.
 */
final class ForkingGoals {
  private static final String ANT = "org.apache.maven.plugins:maven-antrun-plugin:run";
  private static final Set<String> TESTS =
      Set.of(
          "org.apache.maven.plugins:maven-surefire-plugin:test",
          "org.apache.maven.plugins:maven-failsafe-plugin:integration-test");

  /**
   * Variables that determine the identity of a process. A mix of the user's and Rolecall's
   * variables would be invalid.
   */
  private static final Set<String> WHO =
      Set.of("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_PROFILE");

  private static final Set<String> WHERE = Set.of("AWS_REGION", "AWS_DEFAULT_REGION");

  /** Variables of tools, beside credentials. */
  private static final Set<String> BESIDE =
      Set.of(OuterBuild.MARK, DockerConfig.VARIABLE, SharedToken.VARIABLE);

  private final Log log;
  private final Set<String> warnings = new HashSet<>();

  ForkingGoals(Log log) {
    this.log = log;
  }

  /** Whether the configuration of the goal is an Ant script, which uses Ant expressions. */
  static boolean isAnt(MojoExecution goal) {
    return VariablesUse.name(goal).equals(ANT);
  }

  static boolean runsTests(MojoExecution goal) {
    return TESTS.contains(VariablesUse.name(goal));
  }

  /** Whether the goal starts processes, according to this plugin or to the user. */
  static boolean forks(MojoExecution goal, List<GoalPattern> further) {
    return VariablesUse.of(goal) == VariablesUse.PROCESSES || isAnt(goal) || named(goal, further);
  }

  private static boolean named(MojoExecution goal, List<GoalPattern> further) {
    return further.stream().anyMatch(pattern -> pattern.matches(goal));
  }

  /**
   * Adds the variables to the configuration of the goal. Keeps the variables of the user.
   *
   * @param evaluator evaluates expressions in the configuration as Maven does
   */
  void give(
      MojoExecution goal,
      Map<String, String> variables,
      List<GoalPattern> further,
      Function<String, String> evaluator) {
    if (isAnt(goal)) {
      new AntTasks(this::warn).give(goal, variables);
      return;
    }
    boolean named = named(goal, further);
    switch (VariablesUse.of(goal)) {
      case PROCESSES ->
          giveByMap(
              goal, VariablesUse.parameter(goal).orElse(VariablesUse.USUAL), variables, evaluator);
      case STORED -> {
        if (named) {
          warn(
              goal,
              "in <goals> writes environment variables into what it builds or deploys, so it gets"
                  + " no AWS credentials");
        }
      }
      case UNREACHABLE -> {
        if (identify(variables)) {
          warn(
              goal,
              "starts processes whose environment Rolecall cannot set safely: they get no AWS"
                  + " credentials. If they need them, set <export>file</export>");
        }
      }
      case UNKNOWN -> giveByShape(goal, variables, named, evaluator);
    }
  }

  /** The same for variables that are no credentials, if only processes get them. */
  void giveBeside(
      MojoExecution goal, Map<String, String> variables, Function<String, String> evaluator) {
    if (isAnt(goal)) {
      new AntTasks(warning -> {}).give(goal, variables);
    } else if (VariablesUse.of(goal) == VariablesUse.PROCESSES) {
      var wanted = new LinkedHashMap<>(variables);
      ExcludedVariables.of(goal, evaluator).forEach(wanted::remove);
      giveByMap(goal, VariablesUse.parameter(goal).orElse(VariablesUse.USUAL), wanted, evaluator);
    }
  }

  private void giveByShape(
      MojoExecution goal,
      Map<String, String> variables,
      boolean named,
      Function<String, String> evaluator) {
    if (named) {
      VariablesUse.parameter(goal)
          .ifPresentOrElse(
              map -> giveByMap(goal, map, variables, evaluator),
              () ->
                  warn(
                      goal,
                      "in <goals> has no parameter, or several, of type Map for environment"
                          + " variables, so its processes get no AWS credentials"));
    } else if (identify(variables)) {
      String name = VariablesUse.name(goal);
      VariablesUse.evidentParameter(goal)
          .ifPresent(
              map ->
                  warn(
                      goal,
                      ("gets no AWS credentials. It has the parameter %s, and Rolecall does not know"
                              + " whether the plugin writes that into what it builds. If only"
                              + " processes get it, and need the credentials: <goals>%s</goals>")
                          .formatted(map, name)));
    }
  }

  private void warn(MojoExecution goal, String text) {
    warn(VariablesUse.name(goal) + " " + text + ".");
  }

  private void warn(String text) {
    if (warnings.add(text)) {
      log.warn(text);
    }
  }

  /** Whether processes need these variables to use the credentials. */
  static boolean identify(Map<String, String> variables) {
    return variables.keySet().stream()
        .anyMatch(name -> !WHERE.contains(name) && !BESIDE.contains(name));
  }

  private void giveByMap(
      MojoExecution goal,
      String parameter,
      Map<String, String> variables,
      Function<String, String> evaluator) {
    if (goal.getConfiguration() == null) {
      goal.setConfiguration(new Xpp3Dom("configuration"));
    }
    Set<String> cut =
        ExcludedVariables.of(goal, evaluator).stream()
            .filter(variables::containsKey)
            .collect(Collectors.toCollection(TreeSet::new));
    if (cut.stream().anyMatch(name -> !WHERE.contains(name))) {
      warn(
          goal,
          "has "
              + cut
              + " in excludedEnvironmentVariables, so it gets none of the AWS credentials");
      return;
    }
    Xpp3Dom map = child(goal.getConfiguration(), parameter);
    if (map.getValue() != null && !map.getValue().isBlank()) {
      String what = identify(variables) ? "no AWS credentials" : "no " + variables.keySet();
      warn(goal, "has an expression as " + parameter + ", so it gets " + what);
      return;
    }
    var users = new ArrayList<>(Arrays.stream(map.getChildren()).map(Xpp3Dom::getName).toList());
    users.addAll(cut);
    beside(users, variables).forEach((variable, value) -> child(map, variable).setValue(value));
  }

  /**
   * The variables to add to those of the user; none if the variables of the user determine the
   * identity.
   */
  static Map<String, String> beside(List<String> users, Map<String, String> variables) {
    boolean whoWeSay = variables.keySet().stream().anyMatch(WHO::contains);
    if (whoWeSay && users.stream().anyMatch(WHO::contains)) {
      return Map.of();
    }
    var added = new LinkedHashMap<>(variables);
    users.forEach(added::remove);
    if (users.stream().anyMatch(WHERE::contains)) {
      WHERE.forEach(added::remove);
    }
    return added;
  }

  private static Xpp3Dom child(Xpp3Dom parent, String name) {
    Xpp3Dom child = parent.getChild(name);
    if (child == null) {
      child = new Xpp3Dom(name);
      parent.addChild(child);
    }
    return child;
  }
}
