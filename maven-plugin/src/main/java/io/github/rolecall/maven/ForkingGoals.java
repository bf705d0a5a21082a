package io.github.rolecall.maven;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.plugin.descriptor.Parameter;
import org.apache.maven.plugin.logging.Log;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/**
 * Goals that start processes, and the parameters that set the environment of those processes. It is
 * a list, because some plugins with such a parameter write its value into what they build.
 */
record ForkingGoals(Log log) {
  private static final String VARIABLES = "environmentVariables";
  private static final String ANT = "org.apache.maven.plugins:maven-antrun-plugin:run";
  private static final String FRONTEND = "com.github.eirslett:frontend-maven-plugin:";
  private static final String SUREFIRE = "org.apache.maven.plugins:maven-surefire-plugin:test";
  private static final String FAILSAFE =
      "org.apache.maven.plugins:maven-failsafe-plugin:integration-test";
  private static final Set<String> WITH_VARIABLES =
      Set.of(
          SUREFIRE,
          FAILSAFE,
          "org.apache.maven.plugins:maven-invoker-plugin:run",
          "org.apache.maven.plugins:maven-invoker-plugin:integration-test",
          "org.codehaus.mojo:exec-maven-plugin:exec",
          "org.springframework.boot:spring-boot-maven-plugin:run",
          "org.springframework.boot:spring-boot-maven-plugin:test-run",
          "org.springframework.boot:spring-boot-maven-plugin:start");

  /**
   * Variables that determine the identity of a process. A mix of the user's and Rolecall's
   * variables would be no valid identity.
   */
  private static final Set<String> WHO =
      Set.of("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_PROFILE");

  private static final Set<String> WHERE = Set.of("AWS_REGION", "AWS_DEFAULT_REGION");

  /** Whether the goal is configured in Ant's language, where values are expressions of Ant. */
  static boolean isAnt(MojoExecution goal) {
    return name(goal).equals(ANT);
  }

  static boolean runsTests(MojoExecution goal) {
    return Set.of(SUREFIRE, FAILSAFE).contains(name(goal));
  }

  /** Whether the goal is one that starts processes, known here or to the user. */
  static boolean forks(MojoExecution goal, List<GoalPattern> further) {
    return known(name(goal))
        || isAnt(goal)
        || further.stream().anyMatch(pattern -> pattern.matches(goal));
  }

  private static boolean known(String name) {
    return WITH_VARIABLES.contains(name) || name.startsWith(FRONTEND);
  }

  private static String name(MojoExecution goal) {
    return goal.getGroupId() + ":" + goal.getArtifactId() + ":" + goal.getGoal();
  }

  /** Adds the variables to what the goal is configured with; what the user set there stays. */
  void give(MojoExecution goal, Map<String, String> variables, List<GoalPattern> further) {
    if (isAnt(goal)) {
      if (goal.getConfiguration() != null) {
        giveByAnt(goal.getConfiguration(), variables);
      }
    } else if (known(name(goal))) {
      giveByMap(goal, VARIABLES, variables);
    } else if (forks(goal, further)) {
      String none =
          " in <goals> has no parameter, or several, of type Map for environment"
              + " variables, so its processes get no AWS credentials.";
      parameter(goal)
          .ifPresentOrElse(
              map -> giveByMap(goal, map, variables), () -> log.warn(name(goal) + none));
    }
  }

  /** By its shape: the one map whose name speaks of the environment. */
  private static Optional<String> parameter(MojoExecution goal) {
    List<String> maps =
        Optional.ofNullable(goal.getMojoDescriptor())
            .map(MojoDescriptor::getParameters)
            .orElse(List.of())
            .stream()
            .filter(Parameter::isEditable)
            .filter(parameter -> parameter.getType().equals("java.util.Map"))
            .map(Parameter::getName)
            .filter(name -> name.toLowerCase(Locale.ROOT).contains("env"))
            .toList();
    return maps.contains(VARIABLES)
        ? Optional.of(VARIABLES)
        : maps.stream().findFirst().filter(first -> maps.size() == 1);
  }

  private void giveByMap(MojoExecution goal, String parameter, Map<String, String> variables) {
    if (goal.getConfiguration() == null) {
      goal.setConfiguration(new Xpp3Dom("configuration"));
    }
    Xpp3Dom map = child(goal.getConfiguration(), parameter);
    if (map.getValue() != null && !map.getValue().isBlank()) {
      log.warn(
          name(goal) + " has an expression as " + parameter + ", so it gets no AWS credentials.");
      return;
    }
    List<String> users = Arrays.stream(map.getChildren()).map(Xpp3Dom::getName).toList();
    beside(users, variables).forEach((variable, value) -> child(map, variable).setValue(value));
  }

  /** What is added to the variables that the user has set: nothing, if those say who it is. */
  private static Map<String, String> beside(List<String> users, Map<String, String> variables) {
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

  private static void giveByAnt(Xpp3Dom element, Map<String, String> variables) {
    for (Xpp3Dom child : element.getChildren()) {
      giveByAnt(child, variables);
    }
    if (!Set.of("exec", "java").contains(element.getName())) {
      return;
    }
    List<String> users =
        Arrays.stream(element.getChildren("env")).map(env -> env.getAttribute("key")).toList();
    beside(users, variables)
        .forEach(
            (variable, value) -> {
              var env = new Xpp3Dom("env");
              env.setAttribute("key", variable);
              env.setAttribute("value", value);
              element.addChild(env);
            });
  }
}
