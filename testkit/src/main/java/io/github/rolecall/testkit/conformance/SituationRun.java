package io.github.rolecall.testkit.conformance;

import io.github.rolecall.testkit.ci.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** One run of a situation in its own folder. The result has the format of the vectors. */
final class SituationRun {

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final Comparator<String> BY_CODE_POINT =
      Comparator.comparing(text -> text.codePoints().toArray(), Arrays::compare);

  private final Situation situation;
  private final StepFolder folder;
  private final ScriptedCloud cloud;
  private final Map<String, String> environment;
  private final List<String> crashes = new ArrayList<>();
  private String output = "";

  SituationRun(Situation situation, StepFolder folder, ScriptedCloud cloud) throws IOException {
    this.situation = situation;
    this.folder = folder;
    this.cloud = cloud;
    this.environment = folder.prepare(situation, cloud);
  }

  /** The output of the programs. */
  String output() {
    return output;
  }

  /** The exceptions that the programs threw. A runner would see only exit code 1. */
  List<String> crashes() {
    return List.copyOf(crashes);
  }

  JsonNode observe(Program main, @Nullable Program post) throws IOException, InterruptedException {
    TimedRun run = start("main", main, environment);
    StepCommands commands = StepCommands.of(run.output());
    ObjectNode got = JSON.objectNode();
    got.set("exit", run.exit());
    got.set("env", pairs(commandFile("GITHUB_ENV")));
    got.set("outputs", pairs(commandFile("GITHUB_OUTPUT")));
    ArrayNode requests = cloud.requests();
    ObjectNode profiles = profiles();
    if (post != null && situation.post() && run.exit().equals(JSON.numberNode(0))) {
      got.set("post", observePost(post));
    }
    got.set("masked", texts(masked(commands.masks())));
    got.set("errors", texts(commands.errors()));
    got.set("warnings", texts(commands.warnings()));
    got.set("notices", texts(commands.notices()));
    got.set("requests", requests);
    got.set("profiles", profiles);
    return new JsonMapper().readTree(folder.withoutPaths(got.toString(), cloud));
  }

  private ObjectNode observePost(Program post) throws IOException, InterruptedException {
    Files.writeString(file("GITHUB_ENV"), "");
    Map<String, String> withState = new LinkedHashMap<>(environment);
    commandFile("GITHUB_STATE").forEach((name, value) -> withState.put("STATE_" + name, value));
    TimedRun run = start("post", post, withState);
    ObjectNode got = JSON.objectNode();
    got.set("exit", run.exit());
    got.set("env", pairs(commandFile("GITHUB_ENV")));
    return got;
  }

  private TimedRun start(String which, Program program, Map<String, String> variables)
      throws IOException, InterruptedException {
    TimedRun run = TimedRun.of(program, Map.copyOf(variables), folder.work(), LIMIT);
    output += run.output();
    if (run.crash() != null) {
      crashes.add(which + " threw " + run.crash());
    }
    return run;
  }

  private List<String> masked(Collection<String> masks) {
    List<String> tokens = cloud.tokens();
    return new LinkedHashSet<>(masks)
        .stream()
            .map(mask -> tokens.contains(mask) ? "<token " + tokens.indexOf(mask) + ">" : mask)
            .sorted(BY_CODE_POINT)
            .toList();
  }

  private ObjectNode profiles() throws IOException {
    ObjectNode profiles = JSON.objectNode();
    Path credentials = profile("AWS_SHARED_CREDENTIALS_FILE", ".aws/credentials");
    if (Files.exists(credentials)) {
      profiles.set("credentials", ProfileFile.read(credentials));
    }
    Path config = profile("AWS_CONFIG_FILE", ".aws/config");
    if (Files.exists(config)) {
      profiles.set("config", ProfileFile.read(config));
    }
    return profiles;
  }

  private Path profile(String variable, String usual) {
    @Nullable String path = environment.get(variable);
    return path == null ? folder.home().resolve(usual) : Path.of(path);
  }

  private Map<String, String> commandFile(String variable) throws IOException {
    return TextFile.read(file(variable)).commands();
  }

  private Path file(String variable) {
    return Path.of(environment.getOrDefault(variable, ""));
  }

  private static ObjectNode pairs(Map<String, String> pairs) {
    ObjectNode node = JSON.objectNode();
    pairs.forEach(node::put);
    return node;
  }

  private static ArrayNode texts(Collection<String> texts) {
    ArrayNode node = JSON.arrayNode();
    texts.forEach(node::add);
    return node;
  }
}
