package io.github.rolecall.maven;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.maven.plugin.MojoExecution;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/** The tasks in the {@code <target>} of maven-antrun-plugin. */
record AntTasks(Consumer<String> warnings) {
  private static final Set<String> START_PROCESSES = Set.of("exec", "java", "apply");
  private static final Set<String> CALL_FILES = Set.of("ant", "subant");

  /** Adds the variables to the tasks that start processes. */
  void give(MojoExecution goal, Map<String, String> variables) {
    if (goal.getConfiguration() != null) {
      give(goal.getConfiguration(), variables);
    }
  }

  private void give(Xpp3Dom element, Map<String, String> variables) {
    for (Xpp3Dom child : element.getChildren()) {
      give(child, variables);
    }
    if (START_PROCESSES.contains(element.getName())) {
      List<String> users =
          Arrays.stream(element.getChildren("env")).map(env -> env.getAttribute("key")).toList();
      ForkingGoals.beside(users, variables)
          .forEach((variable, value) -> element.addChild(env(variable, value)));
    } else if (CALL_FILES.contains(element.getName()) && ForkingGoals.identify(variables)) {
      String file = element.getAttribute("antfile");
      warnings.accept(
          "Commands that the Ant file %s starts get no AWS credentials in their environment: Rolecall sees only the tasks in the pom. If they need them, set <export>file</export>."
              .formatted(file == null ? "build.xml" : file));
    }
  }

  private static Xpp3Dom env(String variable, String value) {
    var env = new Xpp3Dom("env");
    env.setAttribute("key", variable);
    env.setAttribute("value", value);
    return env;
  }
}
