package io.github.rolecall.testkit.ci;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * A container action, started as the runner starts it (actions/runner, ContainerActionHandler and
 * DockerCommandManager). The folders of the job are mounted. Values that begin with such a folder
 * are rewritten for the container; arguments are not. The command line contains only the names of
 * variables, not their values.
 *
 * @param image the container image
 * @param entrypoint replaces the entrypoint of the image; empty keeps it
 * @param arguments the arguments after the image, as {@code args} in action.yml
 * @param options additional options of {@code docker run}, such as the network of a test
 * @param sharesTemp whether the runner mounts its temporary folder, as it does since 2.329.0
 */
public record ContainerAction(
    String image,
    String entrypoint,
    List<String> arguments,
    List<String> options,
    boolean sharesTemp)
    implements Program {

  /** This action on a runner that does, or does not, mount its temporary folder. */
  public ContainerAction sharingTemp(boolean shares) {
    return new ContainerAction(image, entrypoint, arguments, options, shares);
  }

  @Override
  public int run(Map<String, String> environment, Path workDirectory, OutputStream standardOutput)
      throws IOException, InterruptedException {
    return new CommandLine(words(environment))
        .run(inContainer(environment), workDirectory, standardOutput);
  }

  /** The command line that starts the action in the given environment. */
  public List<String> words(Map<String, String> environment) throws IOException {
    var words =
        new ArrayList<>(
            List.of("podman", "run", "--name", "action_" + UUID.randomUUID(), "--label", "test"));
    words.addAll(List.of("--workdir", "/github/workspace", "--rm"));
    for (String name : new TreeMap<>(translated(environment)).keySet()) {
      words.addAll(List.of("-e", name));
    }
    if (!entrypoint.isEmpty()) {
      words.addAll(List.of("--entrypoint", entrypoint));
    }
    for (Map.Entry<String, String> mount : mounts(environment).entrySet()) {
      Files.createDirectories(Path.of(mount.getKey()));
      words.addAll(List.of("-v", mount.getKey() + ":" + mount.getValue()));
    }
    words.addAll(options);
    words.add(image);
    words.addAll(arguments);
    return words;
  }

  /**
   * The environment of the container engine: the values of the variables, and its own variables.
   */
  public Map<String, String> inContainer(Map<String, String> environment) {
    var variables = new LinkedHashMap<>(translated(environment));
    variables.put("PATH", System.getenv("PATH"));
    String engine = System.getenv("CONTAINERS_CONF");
    if (engine != null) {
      variables.put("CONTAINERS_CONF", engine);
    }
    return variables;
  }

  private Map<String, String> mounts(Map<String, String> environment) {
    String temp = environment.getOrDefault("RUNNER_TEMP", "");
    var mounts = new LinkedHashMap<String, String>();
    if (sharesTemp) {
      mounts.put(temp, "/github/runner_temp");
    }
    mounts.put(temp + "/_github_home", "/github/home");
    mounts.put(temp + "/_github_workflow", "/github/workflow");
    mounts.put(temp + "/_runner_file_commands", "/github/file_commands");
    mounts.put(environment.getOrDefault("GITHUB_WORKSPACE", ""), "/github/workspace");
    return mounts;
  }

  private Map<String, String> translated(Map<String, String> environment) {
    var translated = new LinkedHashMap<String, String>();
    List<Map.Entry<String, String>> mounts =
        mounts(environment).entrySet().stream()
            .sorted(Comparator.comparingInt(mount -> -mount.getKey().length()))
            .toList();
    environment.forEach((name, value) -> translated.put(name, translate(value, mounts)));
    // The runner does not pass its own PATH to containers.
    translated.remove("PATH");
    translated.put("HOME", "/github/home");
    translated.put("GITHUB_ACTIONS", "true");
    return translated;
  }

  private static String translate(String value, List<Map.Entry<String, String>> mounts) {
    for (Map.Entry<String, String> mount : mounts) {
      String host = mount.getKey();
      if (value.equals(host) || value.startsWith(host + "/")) {
        return mount.getValue() + value.substring(host.length());
      }
    }
    return value;
  }
}
