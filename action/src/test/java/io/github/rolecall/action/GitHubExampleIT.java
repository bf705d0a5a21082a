package io.github.rolecall.action;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.testkit.FakeAws;
import io.github.rolecall.testkit.ci.Step;
import io.github.rolecall.testkit.ci.WorkflowRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Runs the workflow of {@code examples/github} as a runner would, with the real AWS CLI. */
class GitHubExampleIT {
  private static final Path WORKFLOWS = Path.of("../examples/github");
  private static final Pattern OUTPUT =
      Pattern.compile("\\$\\{\\{ steps\\.(\\S+)\\.outputs\\.(\\S+) }}");

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "deploy.yml, deploying to account 111122223333, assumed-role/Deploy/GitHubActions",
    "several-roles.yml, production is 444455556666, assumed-role/Other/GitHubActions"
  })
  void laterStepsAreTheRole(String name, String said, String other) throws IOException {
    RealParts.require("aws");
    JsonNode workflow = new YAMLMapper().readTree(Files.readString(WORKFLOWS.resolve(name)));
    assertEquals("write", workflow.path("permissions").path("id-token").asString());
    try (FakeAws aws = FakeAws.start()) {
      var environment = new HashMap<>(aws.gitHubJob().environment());
      environment.put("PATH", RealParts.path(folder));
      environment.put("HOME", folder.toString());
      WorkflowRun job = WorkflowRun.start(folder, environment);
      for (JsonNode step : workflow.path("jobs").path("deploy").path("steps")) {
        job.run(step(step, job));
      }
      job.finish();
      String log = job.log().visible();
      assertAll(
          () -> assertFalse(job.failed(), log),
          () ->
              assertTrue(
                  log.contains("arn:aws:sts::111122223333:assumed-role/Deploy/GitHubActions"), log),
          () -> assertTrue(log.contains(said), log),
          () -> assertTrue(log.contains(other), log),
          () -> assertEquals("", job.environment().get("AWS_SESSION_TOKEN"), "after the post step"),
          () ->
              aws.secrets()
                  .forEach(secret -> assertFalse(job.log().shows(secret), "a secret is visible")));
    }
  }

  static Step step(JsonNode step, WorkflowRun job) {
    String id = step.path("id").asString("step");
    if (step.has("uses")) {
      var inputs = new LinkedHashMap<String, String>();
      step.path("with").properties().forEach(e -> inputs.put(e.getKey(), e.getValue().asString()));
      return Step.action(id, RealParts.action(), RealParts.action(), inputs);
    }
    Step script = Step.script(id, step.path("run").asString());
    for (Map.Entry<String, JsonNode> variable : step.path("env").properties()) {
      Matcher output = OUTPUT.matcher(variable.getValue().asString());
      String value =
          output.matches()
              ? job.outputs(output.group(1)).get(output.group(2))
              : variable.getValue().asString();
      script = script.with(variable.getKey(), value);
    }
    return script;
  }
}
