package io.github.rolecall.maven;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.testkit.FakeAws;
import io.github.rolecall.testkit.ci.Step;
import io.github.rolecall.testkit.ci.StepOutcome;
import io.github.rolecall.testkit.ci.WorkflowRun;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests of {@code credentials:assume} in a job of GitHub Actions. */
class GitHubIT {
  @ParameterizedTest
  @MethodSource("io.github.rolecall.maven.Mvn#versions")
  void laterStepsGetTheCredentialsAndTheLogShowsNoSecret(String version) throws Exception {
    try (var aws = FakeAws.start()) {
      Workspace workspace = Workspace.with("a-github-job-gets-variables", version);
      WorkflowRun job = WorkflowRun.start(workspace.folder(), aws.gitHubJob().environment());

      StepOutcome build = job.run(Step.action("build", Mvn.of(version, "initialize"), Map.of()));
      job.run(Step.script("later", "echo \"later steps have $AWS_ACCESS_KEY_ID\""));

      String seen = job.log().visible();
      assertEquals(StepOutcome.Result.SUCCESS, build.result(), seen);
      assertEquals(
          Set.of(
              "AWS_REGION",
              "AWS_DEFAULT_REGION",
              "AWS_ACCESS_KEY_ID",
              "AWS_SECRET_ACCESS_KEY",
              "AWS_SESSION_TOKEN"),
          build.exported().keySet());
      assertEquals(1, aws.calls("AssumeRoleWithWebIdentity").size());
      assertTrue(seen.contains(":assumed-role/Deploy/"), seen);
      assertTrue(seen.contains("later steps have ***"), seen);
      assertAll(
          aws.secrets().stream()
              .map(secret -> () -> assertFalse(job.log().shows(secret), secret + " in " + seen)));
      assertTrue(
          job.log()
              .masks()
              .containsAll(
                  List.of(
                      build.exported().get("AWS_SECRET_ACCESS_KEY"),
                      build.exported().get("AWS_SESSION_TOKEN"))));
    }
  }

  @Test
  void aLogThatMavenStoresHasNoMasksAndTheRunnerReadsThem() throws Exception {
    try (var aws = FakeAws.start()) {
      Workspace workspace = Workspace.with("a-github-job-gets-variables", "stored");
      WorkflowRun job = WorkflowRun.start(workspace.folder(), aws.gitHubJob().environment());
      Mvn maven = Mvn.of(Mvn.three(), "initialize", "-l", "build.log");

      StepOutcome build = job.run(Step.action("build", maven, Map.of()));

      assertEquals(StepOutcome.Result.SUCCESS, build.result(), job.log().visible());
      assertTrue(job.log().masks().contains(build.exported().get("AWS_SESSION_TOKEN")));
      String stored = Files.readString(workspace.project().resolve("build.log"));
      assertTrue(stored.contains(":assumed-role/Deploy/"), stored);
      aws.secrets().forEach(secret -> assertFalse(stored.contains(secret), stored));
    }
  }

  @Test
  void masksComeBeforeEverythingElseThatTheGoalPrints() throws Exception {
    try (var aws = FakeAws.start()) {
      Workspace workspace = Workspace.with("a-github-job-gets-variables", "masks");
      Workspace.Ended build =
          workspace.run(
              Mvn.of(Mvn.four(), "initialize", "-Dcredentials.exportToJob=false"),
              aws.gitHubJob().environment());

      assertEquals(0, build.exitCode(), build.output());
      List<String> lines = build.output().lines().toList();
      int lastMask = 0;
      for (int i = 0; i < lines.size(); i++) {
        if (aws.secrets().stream().anyMatch(lines.get(i)::contains)) {
          assertTrue(lines.get(i).startsWith("::add-mask::"), lines.get(i));
          lastMask = i;
        }
      }
      String handedOn = "[INFO] Exported to later goals of this build.";
      assertTrue(lines.indexOf(handedOn) > lastMask, build.output());
      assertTrue(lastMask > 0, build.output());
    }
  }

  @Test
  void aDeniedRoleIsExplained() throws Exception {
    try (var aws = FakeAws.start()) {
      Workspace workspace = Workspace.with("a-denied-role-is-explained", Mvn.three());
      Workspace.Ended build =
          workspace.run(
              Mvn.of(Mvn.three(), "initialize"),
              aws.gitHubJob().repository("octo-org/other").environment());

      String output = build.output();
      assertEquals(1, build.exitCode(), output);
      assertTrue(output.contains("BUILD FAILURE"), output);
      assertTrue(output.contains("repo:octo-org/other:ref:refs/heads/main"), output);
      assertTrue(output.contains("What to do:"), output);
      assertTrue(output.contains("1. Compare the trust policy"), output);
      assertFalse(output.contains("\tat "), output);
      // A role that is new may be denied for a moment, so the request is sent twice again.
      int calls = aws.calls("AssumeRoleWithWebIdentity").size();
      assertTrue(calls <= 3, calls + " calls");
    }
  }
}
