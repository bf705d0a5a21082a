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
  /** A loopback address of its own, so that port 443 is free for the simulator. */
  static final String ADDRESS = "127.0.0.2";

  static final String REGION = "us-east-1";
  private static final List<String> NAMES =
      List.of("sts." + REGION + ".amazonaws.com", "token.actions.githubusercontent.com");

  private Images() {}

  static String name(String target) {
    return System.getProperty("rolecall.image") + ":" + target;
  }

  /** STS and GitHub's token endpoint at their own names. */
  static FakeAws.Builder servers() {
    return FakeAws.builder().address(ADDRESS).port(443);
  }

  /** The variables of a job, with no word of a simulator in them. */
  static Map<String, String> job(Map<String, String> variables) {
    var job = new HashMap<>(variables);
    job.remove("AWS_ENDPOINT_URL_STS");
    job.replaceAll(
        (name, value) ->
            value.replace(
                "https://" + ADDRESS + ":443", "https://token.actions.githubusercontent.com"));
    return job;
  }

  /** Options that lead the names of the servers to the simulator. */
  static List<String> network() {
    var options = new ArrayList<>(List.of("--network", "host"));
    NAMES.forEach(name -> options.addAll(List.of("--add-host", name + ":" + ADDRESS)));
    return options;
  }

  /** The same names for processes outside of containers, as the file of hosts. */
  static Path hosts(Path folder) throws IOException {
    return Files.writeString(
        folder.resolve("hosts"),
        "127.0.0.1 localhost\n" + ADDRESS + " " + String.join(" ", NAMES) + "\n");
  }

  /** The action as action.yml says; {@code inputs} stand in its arguments. */
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

  /** What a run printed, and its exit code. */
  record Ran(int exit, String output) {}

  /** Runs a command line with this process's environment and some more. */
  static Ran run(Map<String, String> more, String... words) {
    return run(more, Path.of(""), Stream.of(words).toList());
  }

  static Ran run(Map<String, String> more, Path folder, List<String> words) {
    var environment = new HashMap<>(System.getenv());
    environment.putAll(more);
    return runOnly(environment, folder, words);
  }

  /** Runs a command line with these variables and no others. */
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
