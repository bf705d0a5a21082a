package io.github.rolecall.action;

import io.github.rolecall.testkit.FakeAws;
import io.github.rolecall.testkit.ci.CommandLine;
import io.github.rolecall.testkit.ci.ContainerAction;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The built images, and the simulator under the names of the real servers. */
final class Images {
  /** A loopback address that only the simulator uses, so that port 443 is free. */
  static final String ADDRESS = "127.0.0.2";

  static final String REGION = "us-east-1";
  private static final List<String> NAMES =
      List.of("sts." + REGION + ".amazonaws.com", "token.actions.githubusercontent.com");

  private Images() {}

  static String name(String target) {
    return System.getProperty("rolecall.image") + ":" + target;
  }

  /** Returns a simulator that serves STS and GitHub's token endpoint by their real names. */
  static FakeAws.Builder servers() {
    return FakeAws.builder().address(ADDRESS).port(443);
  }

  /** Returns the variables of a job without the addresses of the simulator. */
  static Map<String, String> job(Map<String, String> variables) {
    var job = new HashMap<>(variables);
    job.remove("AWS_ENDPOINT_URL_STS");
    job.replaceAll(
        (name, value) ->
            value.replace(
                "https://" + ADDRESS + ":443", "https://token.actions.githubusercontent.com"));
    return job;
  }

  /** Returns options that resolve the names of the servers to the simulator. */
  static List<String> network() {
    var options = new ArrayList<>(List.of("--network", "host"));
    NAMES.forEach(name -> options.addAll(List.of("--add-host", name + ":" + ADDRESS)));
    return options;
  }

  /** Writes a hosts file with the same names, for processes outside of containers. */
  static Path hosts(Path folder) throws IOException {
    return Files.writeString(
        folder.resolve("hosts"),
        "127.0.0.1 localhost\n" + ADDRESS + " " + String.join(" ", NAMES) + "\n");
  }

  /** Returns the action that action.yml describes. Inserts {@code inputs} into its arguments. */
  static ContainerAction action(Map<String, String> inputs, boolean post) throws IOException {
    JsonNode runs =
        new YAMLMapper().readTree(Files.readString(Path.of("../action.yml"))).path("runs");
    List<String> arguments =
        runs.path("args")
            .valueStream()
            .map(JsonNode::asString)
            .map(
                argument -> {
                  String text = argument;
                  for (Map.Entry<String, String> input : inputs.entrySet()) {
                    text = text.replace("${{ inputs." + input.getKey() + " }}", input.getValue());
                  }
                  return text;
                })
            .toList();
    String entrypoint = runs.path(post ? "post-entrypoint" : "entrypoint").asString();
    return new ContainerAction(name("action"), entrypoint, arguments, network(), true);
  }

  /** The output and the exit code of a run. */
  record Ran(int exit, String output) {}

  /** Runs a command line with the environment of this process and more variables. */
  static Ran run(Map<String, String> more, String... words) {
    return run(more, Path.of(""), Stream.of(words).toList());
  }

  static Ran run(Map<String, String> more, Path folder, List<String> words) {
    var environment = new HashMap<>(System.getenv());
    environment.putAll(more);
    return runOnly(environment, folder, words);
  }

  /** Runs a command line with exactly these variables. */
  static Ran runOnly(Map<String, String> environment, Path folder, List<String> words) {
    var output = new ByteArrayOutputStream();
    try {
      int exit = new CommandLine(words).run(environment, folder.toAbsolutePath(), output);
      return new Ran(exit, output.toString(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
