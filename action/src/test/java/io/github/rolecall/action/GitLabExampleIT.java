package io.github.rolecall.action;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.testkit.FakeAws;
import io.github.rolecall.testkit.ci.GitLabRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Runs the jobs of {@code examples/gitlab} as a GitLab runner would, with the real AWS CLI. */
class GitLabExampleIT {
  private static final Path PIPELINE = Path.of("../examples/gitlab/.gitlab-ci.yml");

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"deploy", "report"})
  void theScriptIsTheRole(String name) throws IOException {
    RealParts.require("aws");
    JsonNode job = new YAMLMapper().readTree(Files.readString(PIPELINE)).path(name);
    JsonNode token = job.path("id_tokens").path("AWS_ID_TOKEN");
    try (FakeAws aws = FakeAws.start()) {
      Map<String, String> environment =
          new HashMap<>(aws.gitLabJob().audience(token.path("aud").asString()).environment());
      job.path("variables")
          .properties()
          .forEach(e -> environment.put(e.getKey(), e.getValue().asString()));
      environment.put("PATH", RealParts.path(folder));
      environment.put("HOME", folder.toString());
      String[] script =
          job.path("script").valueStream().map(JsonNode::asString).toArray(String[]::new);
      GitLabRun run = GitLabRun.bash(folder, environment, script);
      assertAll(
          () -> assertEquals(0, run.exitCode(), run.output()),
          () ->
              assertTrue(
                  run.output().contains("arn:aws:sts::111122223333:assumed-role/Deploy/GitLab-"),
                  run.output()),
          // GitLab masks nothing by itself.
          () ->
              aws.secrets()
                  .forEach(secret -> assertFalse(run.shows(secret), "a secret is visible")));
    }
  }
}
