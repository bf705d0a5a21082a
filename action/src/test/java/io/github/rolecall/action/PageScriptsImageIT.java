package io.github.rolecall.action;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs the blocks for the job image in the published image. It is not the image that
 * .ci/job.Dockerfile extends for other tests.
 */
@Tag("container")
@ResourceLock("port 443")
class PageScriptsImageIT {
  private static final String STS = "sts.eu-central-1.amazonaws.com";

  @TempDir Path folder;

  static List<PageScript> scripts() throws IOException {
    List<UnrunBlock> unrun = UnrunBlock.all();
    return Stream.concat(PageScripts.all().stream(), examples())
        .filter(
            script ->
                unrun.stream().noneMatch(block -> block.is(script) && !block.runsInTheImage()))
        .filter(PageScript::runsInTheImage)
        .toList();
  }

  /** Returns the jobs of the example. Other tests run them in an image with the AWS CLI. */
  private static Stream<PageScript> examples() throws IOException {
    String pipeline = Files.readString(Path.of("../examples/gitlab/.gitlab-ci.yml"));
    var jobs = new ArrayList<PageScript>();
    for (String job : List.of("deploy", "report")) {
      jobs.addAll(PageScripts.of("examples/gitlab/" + job, example(pipeline, job)));
    }
    return jobs.stream();
  }

  /** Returns one job of the pipeline and the job that it extends, as a block of a page. */
  private static String example(String pipeline, String job) {
    String aws = job.equals("report") ? part(pipeline, ".aws-cli") : "";
    return "```yaml\n" + aws + part(pipeline, job) + "```\n";
  }

  private static String part(String pipeline, String name) {
    String rest = pipeline.substring(pipeline.indexOf("\n" + name + ":\n") + 1);
    return rest.substring(0, rest.indexOf("\n\n") + 1);
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void theBlockRuns(PageScript script) throws IOException {
    try (PageJob job = PageJob.start(script, Images.servers())) {
      Images.Ran ran = run(script, job);
      assertEquals(0, ran.exit(), ran::output);
      job.aws()
          .secrets()
          .forEach(secret -> assertFalse(ran.output().contains(secret), "a secret is visible"));
    }
  }

  private Images.Ran run(PageScript script, PageJob job) throws IOException {
    job.files(folder);
    Files.copy(job.aws().authority().bundle(), folder.resolve("ca.pem"));
    var variables = new HashMap<>(job.environment());
    variables.put("AWS_ENDPOINT_URL_STS", "https://" + STS);
    variables.put("AWS_CA_BUNDLE", "/job/ca.pem");
    variables.put("HOME", "/job");
    var words = new ArrayList<>(List.of("podman", "run", "--rm", "--network", "host"));
    words.addAll(List.of("--add-host", STS + ":" + Images.ADDRESS));
    words.addAll(List.of("-v", folder + ":/job", "-w", "/job"));
    words.addAll(List.of("-v", folder.resolve("token") + ":/var/run/secrets/aws/token"));
    if (script.section().equals("Buildkite")) {
      agent(job);
      words.addAll(List.of("-v", folder.resolve("buildkite-agent") + ":/usr/bin/buildkite-agent"));
    }
    variables.forEach((name, value) -> words.addAll(List.of("-e", name + "=" + value)));
    words.addAll(List.of(Images.name("gitlab"), "bash", "-e", "-o", "pipefail", "-c"));
    words.add(script.text());
    return Images.run(Map.of(), folder, words);
  }

  /** Makes the files that Buildkite's plugin mounts into the container. */
  private void agent(PageJob job) throws IOException {
    Path agent = folder.resolve("buildkite-agent");
    Files.writeString(agent, "#!/bin/sh\nprintf '%s' '" + job.token() + "'\n");
    assertTrue(agent.toFile().setExecutable(true));
  }

  @Test
  void manyBlocksAreForTheImage() throws IOException {
    List<PageScript> scripts = scripts();
    assertTrue(scripts.size() > 10, scripts::toString);
    assertTrue(
        scripts.stream().anyMatch(script -> script.text().contains("apt-get")), "no installation");
  }

  /** Blocks that fail in the image, and the error message. */
  @ParameterizedTest
  @CsvSource({
    "'rolecall claims\naws sts get-caller-identity', aws: command not found",
    "rolecall assume --no-such-option x, --no-such-option"
  })
  void aBlockThatDoesNotWorkIsSeen(String lines, String printed) throws IOException {
    String page = "```sh\n" + lines + "\n```\n";
    PageScript script = PageScripts.of("page", page).get(0);
    try (PageJob job = PageJob.start(script, Images.servers())) {
      Images.Ran ran = run(script, job);
      assertNotEquals(0, ran.exit(), ran::output);
      assertTrue(ran.output().contains(printed), ran::output);
    }
  }
}
