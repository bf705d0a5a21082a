package io.github.rolecall.testkit.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The folders of one run, which are deleted at its end.
 *
 * @param home the home folder, which contains all other folders
 */
record StepFolder(Path home) implements AutoCloseable {

  private static final Map<String, String> RUNNER =
      Map.ofEntries(
          Map.entry("GITHUB_ACTIONS", "true"),
          Map.entry("CI", "true"),
          Map.entry("GITHUB_REPOSITORY", "octo-org/octo-repo"),
          Map.entry("GITHUB_WORKFLOW", "deploy app"),
          Map.entry("GITHUB_ACTION", "configure-credentials"),
          Map.entry("GITHUB_ACTOR", "octocat"),
          Map.entry("GITHUB_SHA", "0123456789abcdef0123456789abcdef01234567"),
          Map.entry("GITHUB_REF", "refs/heads/main"),
          Map.entry("GITHUB_EVENT_NAME", "push"),
          Map.entry("GITHUB_RUN_ID", "4242"),
          Map.entry("GITHUB_RUN_ATTEMPT", "1"),
          Map.entry("GITHUB_JOB", "deploy"),
          Map.entry("GITHUB_TRIGGERING_ACTOR", "octocat"),
          Map.entry("AWS_EC2_METADATA_DISABLED", "true"));

  static StepFolder create() throws IOException {
    return new StepFolder(Files.createTempDirectory("conf-"));
  }

  Path work() {
    return home.resolve("work");
  }

  /** Creates the files that exist before the start, and returns the environment. */
  Map<String, String> prepare(Situation situation, ScriptedCloud cloud) throws IOException {
    Path runner = home.resolve("runner");
    Files.createDirectories(work());
    Files.createDirectories(runner);
    Map<String, String> environment = new LinkedHashMap<>(RUNNER);
    environment.put("PATH", System.getenv("PATH"));
    environment.put("HOME", home.toString());
    environment.put("GITHUB_WORKSPACE", work().toString());
    environment.put("RUNNER_TEMP", runner.toString());
    @Nullable String java = System.getenv("JAVA_HOME");
    if (java != null && !java.isEmpty()) {
      environment.put("JAVA_HOME", java);
    }
    for (String file : List.of("ENV", "OUTPUT", "STATE", "STEP_SUMMARY")) {
      Path path = runner.resolve(file.toLowerCase(Locale.ROOT));
      Files.writeString(path, "");
      environment.put("GITHUB_" + file, path.toString());
    }
    if (situation.oidc()) {
      environment.put("ACTIONS_ID_TOKEN_REQUEST_URL", cloud.url() + "/token?api-version=2.0");
      environment.put("ACTIONS_ID_TOKEN_REQUEST_TOKEN", "request-token");
    }
    environment.put("AWS_ENDPOINT_URL_STS", cloud.url());
    environment.put("INPUT_AWS-REGION", "us-east-1");
    environment.put("INPUT_AUDIENCE", "sts.amazonaws.com");
    UnaryOperator<String> fill = text -> withPaths(text, cloud.url());
    BinaryOperator<String> value =
        (name, text) -> fill.apply(reached(name, text, cloud.proxyUrl()));
    change(environment, situation.inputs(), StepFolder::inputVariable, value);
    change(environment, situation.environment(), name -> name, value);
    write(situation, fill);
    return environment;
  }

  private static void change(
      Map<String, String> environment,
      JsonNode changes,
      UnaryOperator<String> variable,
      BinaryOperator<String> fill) {
    each(
        changes,
        (name, value) -> {
          if (value.isNull()) {
            environment.remove(variable.apply(name));
          } else {
            environment.put(variable.apply(name), fill.apply(name, value.asString()));
          }
        });
  }

  /**
   * Adapts a recorded URL. The reference action was recorded without TLS, and the same server was
   * the proxy. Here, as for users, STS uses TLS, and the proxy does not.
   */
  private static String reached(String name, String text, String proxy) {
    return name.toLowerCase(Locale.ROOT).contains("proxy")
        ? text.replace("{cloud}", proxy)
        : text.replace("http://sts.", "https://sts.");
  }

  private static String inputVariable(String name) {
    return "INPUT_" + name.toUpperCase(Locale.ROOT).replace(' ', '_');
  }

  private static void write(Situation situation, UnaryOperator<String> fill) throws IOException {
    for (Map.Entry<String, JsonNode> file : situation.files().properties()) {
      Path path = Path.of(fill.apply(file.getKey()));
      Files.createDirectories(path.getParent());
      Files.writeString(path, fill.apply(file.getValue().asString()));
    }
    for (Map.Entry<String, JsonNode> link : situation.links().properties()) {
      Path path = Path.of(fill.apply(link.getKey()));
      Files.createDirectories(path.getParent());
      Files.createSymbolicLink(path, Path.of(fill.apply(link.getValue().asString())));
    }
  }

  private static void each(JsonNode object, BiConsumer<String, JsonNode> action) {
    object.properties().forEach(entry -> action.accept(entry.getKey(), entry.getValue()));
  }

  private String withPaths(String text, String cloud) {
    return text.replace("{cloud}", cloud)
        .replace("{work}", work().toString())
        .replace("{home}", home.toString());
  }

  /** Replaces paths and URLs with placeholders in the observed results. */
  String withoutPaths(String text, ScriptedCloud cloud) {
    return text.replace(cloud.url(), "{cloud}")
        .replace(cloud.proxyUrl(), "{cloud}")
        .replace(work().toString(), "{work}")
        .replace(home.toString(), "{home}");
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> paths = Files.walk(home)) {
      paths.sorted(Comparator.reverseOrder()).forEach(StepFolder::delete);
    } catch (UncheckedIOException e) {
      // A program that timed out may still write to the folder. Then the folder remains in the
      // temporary folder of the system.
    }
  }

  private static void delete(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
