package io.github.rolecall.testkit.scenario;

import io.github.rolecall.testkit.Call;
import io.github.rolecall.testkit.FakeAws;
import io.github.rolecall.testkit.World;
import io.github.rolecall.testkit.ci.TestProxy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** A prepared scenario: its simulator, folders and environment. */
public final class Stage implements AutoCloseable {
  private final Scenario scenario;
  private final FakeAws aws;
  private final Optional<TestProxy> proxy;
  private final Path root;
  private final Map<String, String> environment;

  private Stage(
      Scenario scenario,
      FakeAws aws,
      Optional<TestProxy> proxy,
      Path root,
      Map<String, String> environment) {
    this.scenario = scenario;
    this.aws = aws;
    this.proxy = proxy;
    this.root = root;
    this.environment = environment;
  }

  static Stage of(Scenario scenario) {
    try {
      Path root = Files.createTempDirectory("scenario").toRealPath();
      Files.createDirectories(root.resolve("workspace"));
      Files.createDirectories(root.resolve("home"));
      copy(scenario.home(), root.resolve("home"));
      FakeAws aws = FakeAws.start(scenario.aws().map(World::parse).orElseGet(World::standard));
      Optional<TestProxy> proxy = proxy(scenario.environment().path("proxy"));
      var stage = new Stage(scenario, aws, proxy, root, new LinkedHashMap<>());
      stage.environment.putAll(
          new JobVariables(scenario.environment(), aws, root).all(stage::filled));
      return stage;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    if (!Files.isDirectory(from)) {
      return;
    }
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.write(target, Files.readAllBytes(file));
      }
    }
  }

  private static Optional<TestProxy> proxy(JsonNode proxy) {
    if (proxy.has("refuses")) {
      return Optional.of(TestProxy.refusing(proxy.path("refuses").asInt()));
    }
    if (proxy.has("user")) {
      return Optional.of(
          TestProxy.requiring(proxy.path("user").asString(), proxy.path("password").asString()));
    }
    return Optional.empty();
  }

  /** Replaces {@code {aws}}, {@code {proxy}}, {@code {home}} and {@code {work}} in a text. */
  public String filled(String text) {
    return text.replace("{aws}", aws.url().toString())
        .replace("{proxy}", proxy.map(server -> server.url().toString()).orElse("{proxy}"))
        .replace("{home}", home().toString())
        .replace("{work}", work().toString());
  }

  /** The complete environment of the job. */
  public Map<String, String> environment() {
    return environment;
  }

  /** The inputs of the user, with the placeholders replaced. */
  public Map<String, String> inputs() {
    return scenario.inputs().entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, input -> filled(input.getValue())));
  }

  public Path home() {
    return root.resolve("home");
  }

  public Path work() {
    return root.resolve("workspace");
  }

  /**
   * The content of a file of the runner, such as {@code GITHUB_ENV}; empty if there is no such
   * file.
   */
  public String runnerFile(String name) {
    try {
      Path file = root.resolve(name);
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The calls to the simulator, one per line, without the calls of its own STS to the issuers. */
  public String calls() {
    return aws.calls().stream()
        .filter(call -> !List.of("discovery", "jwks").contains(call.name()))
        .map(Stage::line)
        .collect(Collectors.joining());
  }

  private static String line(Call call) {
    return call.name()
        + " "
        + call.status()
        + call.errorCode().map(code -> " " + code).orElse("")
        + "\n";
  }

  /** Every secret that the simulator knows. No output may contain one. */
  public List<String> secrets() {
    return aws.secrets();
  }

  /**
   * Replaces secrets with {@code ***}, and the parts that differ between runs with placeholders.
   */
  public String normalized(String text) {
    String result = text;
    for (String secret : aws.secrets()) {
      result = result.replace(secret, "***");
    }
    for (Map.Entry<String, String> variable : environment.entrySet()) {
      if (scenario.environment().path("tokens").has(variable.getKey())) {
        result = result.replace(variable.getValue(), "***");
      }
    }
    result =
        result
            .replace(aws.url().toString(), "{aws}")
            .replace(proxy.map(server -> server.url().toString()).orElse("\0"), "{proxy}")
            .replace(root.toString(), "{root}");
    return result
        .replaceAll("ASIA[A-Z0-9]{16}", "ASIA***")
        .replaceAll("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z", "{time}")
        .replaceAll("\\d+ s ago", "{n} s ago")
        .replaceAll(
            "(?m)(: current date/time )\\d+( must be before the expiration date/time ?)\\d+",
            "$1{n}$2{n}");
  }

  @Override
  public void close() {
    aws.close();
    proxy.ifPresent(TestProxy::close);
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
