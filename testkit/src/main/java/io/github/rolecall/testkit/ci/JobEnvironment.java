package io.github.rolecall.testkit.ci;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The environment of the steps of a job: the variables of the job, and those that earlier steps
 * exported.
 */
final class JobEnvironment {

  private final Map<String, String> job = new LinkedHashMap<>();
  private final Map<String, String> exported = new LinkedHashMap<>();
  private final Deque<String> path = new ArrayDeque<>();

  JobEnvironment(Path folder, Map<String, String> given) {
    job.put("PATH", System.getenv("PATH"));
    job.put("HOME", folder.resolve("home").toString());
    job.put("CI", "true");
    job.put("GITHUB_ACTIONS", "true");
    job.put("GITHUB_WORKSPACE", folder.resolve("work").toString());
    job.put("RUNNER_TEMP", folder.resolve("temp").toString());
    job.putAll(given);
  }

  /** The environment of the next step, as a new map. */
  Map<String, String> variables() {
    Map<String, String> variables = new LinkedHashMap<>(job);
    exported.forEach(
        (name, value) -> {
          if (!isDefault(name)) {
            variables.put(name, value);
          }
        });
    if (!path.isEmpty()) {
      variables.merge("PATH", String.join(":", path), (old, more) -> more + ":" + old);
    }
    return variables;
  }

  /** Steps cannot overwrite the default variables of GitHub. */
  private boolean isDefault(String name) {
    return job.containsKey(name) && (name.startsWith("GITHUB_") || name.startsWith("RUNNER_"));
  }

  Map<String, String> exported() {
    return Collections.unmodifiableMap(exported);
  }

  /**
   * Adds the variables and the PATH entries that a step exported. The last entry is searched first.
   */
  void add(Map<String, String> variables, List<String> entries) {
    exported.putAll(variables);
    for (String entry : entries) {
      path.remove(entry);
      path.push(entry);
    }
  }

  /** The folder that a variable of the job names. Creates the folder if it does not exist. */
  Path directory(String variable) throws IOException {
    return Files.createDirectories(Path.of(job.getOrDefault(variable, "")));
  }
}
