package io.github.rolecall.action;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.action.PageScript.Kind;
import io.github.rolecall.testkit.FakeAws;
import io.github.rolecall.testkit.ci.WorkflowRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Runs every block of README.md and docs/*.md that runs something, with the packaged jar and only
 * the programs that the job image has or that the paragraph above the block names.
 */
@Tag("long")
class PageScriptsIT {
  /** The keys of a user who reads the trust policy of a role. */
  private static final Map<String, String> READER =
      Map.of(
          "AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7ROLECAL",
          "AWS_SECRET_ACCESS_KEY", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYROLECALLKEY",
          "AWS_DEFAULT_REGION", "eu-central-1");

  @TempDir Path folder;

  static List<PageScript> scripts() throws IOException {
    List<UnrunBlock> unrun = UnrunBlock.all();
    return PageScripts.all().stream()
        .filter(script -> unrun.stream().noneMatch(block -> block.is(script)))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void theBlockRuns(PageScript script) throws IOException {
    try (PageJob job = PageJob.start(script, FakeAws.builder())) {
      Images.Ran ran = run(script, job);
      assertEquals(0, ran.exit(), ran::output);
      job.aws()
          .secrets()
          .forEach(secret -> assertFalse(ran.output().contains(secret), "a secret is visible"));
      if (script.page().equals("docs/ci.md")) {
        assertTrue(
            job.aws().calls("AssumeRoleWithWebIdentity").stream()
                .anyMatch(call -> call.status() == 200),
            ran::output);
      }
      if (script.kind() == Kind.DOWNLOAD && script.block().contains("releases/download")) {
        assertEquals(List.of("rolecall.jar"), job.server().downloads());
      }
    }
  }

  private Images.Ran run(PageScript script, PageJob job) throws IOException {
    Path home = Files.createDirectories(folder.resolve("home"));
    job.files(home);
    PageShell shell = PageShell.of(script, job, folder);
    var environment = new HashMap<>(job.environment());
    Map<String, String> values = shell.values(home);
    PageScript filled = script.with(values);
    environment.replaceAll((name, value) -> values.getOrDefault(value, value));
    environment.put("HOME", home.toString());
    environment.put("PATH", shell.bin().toString());
    environment.put("JAVA_HOME_17_X64", folder.resolve("jdk").toString());
    Files.createDirectory(folder.resolve("jdk"));
    Files.createSymbolicLink(folder.resolve("jdk/bin"), shell.bin());
    environment.put("AWS_CA_BUNDLE", job.aws().authority().bundle().toString());
    if (script.text().contains("aws iam get-role")) {
      environment.putAll(READER);
    }
    if (script.kind() == Kind.WORKFLOW) {
      return workflow(script, environment);
    }
    // Stop the background processes of the block when it ends.
    boolean leaves = filled.text().contains("&\n");
    String text = (leaves ? "set -m; trap 'kill -- -$(jobs -p)' EXIT\n" : "") + filled.text();
    return Images.runOnly(environment, home, List.of("bash", "-e", "-o", "pipefail", "-c", text));
  }

  /** Runs the steps as a GitHub runner does. */
  private Images.Ran workflow(PageScript script, Map<String, String> environment)
      throws IOException {
    JsonNode yaml = new YAMLMapper().readTree(script.block());
    JsonNode steps = yaml.isArray() ? yaml : yaml.path("jobs").path("deploy").path("steps");
    assertFalse(steps.isEmpty(), script.block());
    // The programs of GitHub's runners, without rolecall.
    environment.put("PATH", RealParts.path(folder));
    Files.delete(folder.resolve("bin/rolecall"));
    WorkflowRun run = WorkflowRun.start(folder.resolve("home"), environment);
    for (JsonNode step : steps) {
      run.run(GitHubExampleIT.step(step, run));
    }
    run.finish();
    return new Images.Ran(run.failed() ? 1 : 0, run.log().visible());
  }

  @Test
  void everyEntryOfTheListIsABlock() throws IOException {
    List<PageScript> all = PageScripts.all();
    var left = new ArrayList<>(UnrunBlock.all());
    left.removeIf(entry -> all.stream().anyMatch(entry::is));
    assertEquals(List.of(), left, "blocks-not-run.txt has entries without a block");
    long nowhere = UnrunBlock.all().stream().filter(block -> !block.runsInTheImage()).count();
    assertTrue(nowhere < 15, "the list is too long");
    assertTrue(scripts().size() > 25, "too few blocks");
  }

  /** Blocks that fail for their readers, and the error message. */
  static Stream<Map.Entry<String, String>> faults() {
    Map<String, String> faults =
        Map.of(
            "With `jq`:\n\n```sh\nrolecall claims\naws sts get-caller-identity\n```\n",
            "aws: command not found",
            "```sh\nrolecall assume --no-such-option x\n```\n",
            "--no-such-option",
            "```yaml\njob:\n  image: debian\n  script:\n    - rolecall exec -- ./deploy.sh\n```\n",
            "rolecall: command not found",
            "```sh\nrolecall exec --role-arn arn:aws:iam::111122223333:role/Prod -- true\n```\n",
            "role-denied",
            """
            With Java and curl:

            ```sh
            curl -fsSLO https://github.com/rolecall/rolecall/releases/download/v1.0.0/rolecall.jar
            echo "%s  rolecall.jar" | sha256sum --check --strict
            ```
            """
                .formatted("0".repeat(64)),
            "rolecall.jar: FAILED");
    return faults.entrySet().stream();
  }

  @ParameterizedTest
  @MethodSource("faults")
  void aBlockThatDoesNotWorkIsSeen(Map.Entry<String, String> fault) throws IOException {
    PageScript script = PageScripts.of("page", fault.getKey()).get(0);
    try (PageJob job = PageJob.start(script, FakeAws.builder())) {
      Images.Ran ran = run(script, job);
      assertNotEquals(0, ran.exit(), ran::output);
      assertTrue(ran.output().contains(fault.getValue()), ran::output);
    }
  }
}
