package io.github.rolecall.action;

import io.github.rolecall.testkit.ci.Step;
import io.github.rolecall.testkit.ci.StepOutcome;
import io.github.rolecall.testkit.ci.WorkflowRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * The composite action of the examples. Its steps run as the runner runs them.
 *
 * @param folder the folder of the action
 */
record CompositeAction(JsonNode action, Path folder) {
  private static final Pattern EXPRESSION = Pattern.compile("\\$\\{\\{ (\\S+) }}");

  static CompositeAction in(Path folder) throws IOException {
    Path file = Path.of("../examples/github/jar-action/action.yml");
    return new CompositeAction(new YAMLMapper().readTree(Files.readString(file)), folder);
  }

  /** Returns the action as it is in the tag of a release. */
  CompositeAction released(String version, String sum) {
    JsonNode copy = action.deepCopy();
    ((ObjectNode) copy.path("runs").path("steps").path(0).path("env"))
        .put("RELEASE_VERSION", version)
        .put("RELEASE_SHA256", sum);
    return new CompositeAction(copy, folder);
  }

  /** Runs all steps and returns the outcome of the last one that was not skipped. */
  StepOutcome run(WorkflowRun run, Map<String, String> with) {
    var values = new HashMap<String, String>();
    with.forEach((name, value) -> values.put("inputs." + name, value));
    values.put("github.action_path", folder.toString());
    StepOutcome last = null;
    for (JsonNode each : action.path("runs").path("steps")) {
      String id = each.path("id").asString();
      Step step = Step.script(id, each.path("run").asString());
      for (Map.Entry<String, JsonNode> variable : each.path("env").properties()) {
        step = step.with(variable.getKey(), filled(variable.getValue().asString(), values));
      }
      last = run.run(step);
      last.outputs()
          .forEach((name, value) -> values.put("steps." + id + ".outputs." + name, value));
    }
    return Objects.requireNonNull(last);
  }

  private static String filled(String text, Map<String, String> values) {
    return EXPRESSION
        .matcher(text)
        .replaceAll(
            (MatchResult found) ->
                Matcher.quoteReplacement(values.getOrDefault(found.group(1), "")));
  }
}
