package io.github.rolecall.action;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.testkit.FakeAws;
import io.github.rolecall.testkit.ci.Step;
import io.github.rolecall.testkit.ci.StepOutcome;
import io.github.rolecall.testkit.ci.WorkflowRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Tests the composite action of the examples in the workflow of the examples, without containers.
 */
class CompositeActionIT {
  private static final Path EXAMPLES = Path.of("../examples/github");

  @TempDir Path folder;

  private static JsonNode yaml(String file) throws IOException {
    return new YAMLMapper().readTree(Files.readString(EXAMPLES.resolve(file)));
  }

  @Test
  void laterStepsAreTheRole() throws IOException {
    RealParts.require("aws");
    Files.copy(Path.of(System.getProperty("rolecall.jar")), folder.resolve("rolecall.jar"));
    JsonNode job = yaml("any-runner.yml").path("jobs").path("deploy");
    JsonNode uses = null;
    for (JsonNode step : job.path("steps")) {
      uses = step.path("uses").asString("").endsWith("/rolecall") ? step : uses;
    }
    JsonNode action = yaml("jar-action/action.yml");
    assertEquals("composite", action.path("runs").path("using").asString());
    try (FakeAws aws = FakeAws.start()) {
      var environment = new HashMap<>(aws.gitHubJob().environment());
      environment.put("PATH", RealParts.path(folder));
      environment.put("HOME", folder.toString());
      // The script starts the jar without a way to pass options to the JVM.
      environment.put("JAVA_TOOL_OPTIONS", RealParts.trustStore());
      WorkflowRun run = WorkflowRun.start(folder, environment);
      var with = new HashMap<String, String>();
      uses.path("with").properties().forEach(e -> with.put(e.getKey(), e.getValue().asString()));
      StepOutcome outcome = new CompositeAction(action, folder).run(run, with);
      assertEquals("111122223333", outcome.outputs().get("aws-account-id"));
      run.run(Step.script("who", "aws sts get-caller-identity"));
      assertFalse(run.failed(), run.log()::visible);
      assertTrue(
          run.log().visible().contains("assumed-role/Deploy/GitHubActions"), run.log()::visible);
    }
  }
}
