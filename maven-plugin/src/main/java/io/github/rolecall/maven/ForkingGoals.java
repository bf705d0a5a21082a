package io.github.rolecall.maven;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.logging.Log;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/**
 * Goals that start processes, and how their configuration says what environment those get. It is a
 * list, and not "whatever has such a parameter": some plugins write theirs into what they build.
 */
final class ForkingGoals {
  private static final String VARIABLES = "environmentVariables";
  private static final String ANT = "org.apache.maven.plugins:maven-antrun-plugin:run";
  private static final String FRONTEND = "com.github.eirslett:frontend-maven-plugin:";
  private static final Set<String> WITH_VARIABLES =
      Set.of(
          "org.apache.maven.plugins:maven-surefire-plugin:test",
          "org.apache.maven.plugins:maven-failsafe-plugin:integration-test",
          "org.apache.maven.plugins:maven-invoker-plugin:run",
          "org.apache.maven.plugins:maven-invoker-plugin:integration-test",
          "org.codehaus.mojo:exec-maven-plugin:exec",
          "org.springframework.boot:spring-boot-maven-plugin:run",
          "org.springframework.boot:spring-boot-maven-plugin:start");

  /** Expressions that Ant replaces, so that no secret is in the script that the plugin writes. */
  private static final Map<String, String> IN_ANT =
      Map.of(
          "AWS_ACCESS_KEY_ID", "${aws.accessKeyId}",
          "AWS_SECRET_ACCESS_KEY", "${aws.secretAccessKey}",
          "AWS_SESSION_TOKEN", "${aws.sessionToken}");

  private final Log log;

  ForkingGoals(Log log) {
    this.log = log;
  }

  /** Adds the variables to what the goal is configured with; what the user set there stays. */
  void give(MojoExecution goal, Map<String, String> variables) {
    String name = goal.getGroupId() + ":" + goal.getArtifactId() + ":" + goal.getGoal();
    if (WITH_VARIABLES.contains(name) || name.startsWith(FRONTEND)) {
      giveByMap(goal, name, variables);
    } else if (name.equals(ANT) && goal.getConfiguration() != null) {
      giveByAnt(goal.getConfiguration(), variables);
    }
  }

  private void giveByMap(MojoExecution goal, String name, Map<String, String> variables) {
    if (goal.getConfiguration() == null) {
      goal.setConfiguration(new Xpp3Dom("configuration"));
    }
    Xpp3Dom map = child(goal.getConfiguration(), VARIABLES);
    if (map.getValue() != null && !map.getValue().isBlank()) {
      log.warn(name + " has an expression as " + VARIABLES + ", so it gets no AWS credentials.");
    } else if (!setByUser(map, variables)) {
      variables.forEach((variable, value) -> child(map, variable).setValue(value));
    }
  }

  /** Half of the user's keys and half of ours would be nobody's. */
  private static boolean setByUser(Xpp3Dom map, Map<String, String> variables) {
    return Arrays.stream(map.getChildren())
        .anyMatch(child -> variables.containsKey(child.getName()));
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
    if (element.getName().equals("exec") && !setInAnt(element, variables)) {
      variables.forEach(
          (variable, value) -> {
            var env = new Xpp3Dom("env");
            env.setAttribute("key", variable);
            env.setAttribute("value", IN_ANT.getOrDefault(variable, value));
            element.addChild(env);
          });
    }
  }

  private static boolean setInAnt(Xpp3Dom exec, Map<String, String> variables) {
    return Arrays.stream(exec.getChildren("env"))
        .anyMatch(env -> variables.containsKey(env.getAttribute("key")));
  }
}
