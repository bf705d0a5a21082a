package io.github.rolecall.maven;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.testkit.FakeAws;
import io.github.rolecall.testkit.ci.CommandLine;
import io.github.rolecall.testkit.ci.Step;
import io.github.rolecall.testkit.ci.StepOutcome;
import io.github.rolecall.testkit.ci.WorkflowRun;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tests of a GitHub job in which Maven starts another Maven. The outer Maven adds a prefix to the
 * lines of the inner one and stores them, so the runner does not recognize masks in them, but
 * everyone can read them.
 */
@Tag("long")
class NestedBuildIT {
  private static final String INNER = "inner is arn:aws:sts::111122223333:assumed-role/Deploy/";
  private static final String NO_KEYS = "inner has the key '' and the token ''";

  private final FakeAws aws = FakeAws.start();

  @AfterEach
  void stop() {
    aws.close();
  }

  static Stream<Arguments> outerBuilds() {
    return Mvn.versions()
        .flatMap(
            version ->
                Stream.of(
                    Arguments.of(version, "exec", List.of("package", "-Dexec.useMavenLogger=true")),
                    Arguments.of(version, "exec", List.of("package")),
                    Arguments.of(version, "antrun", List.of("package")),
                    Arguments.of(version, "invoker", List.of("package")),
                    Arguments.of(version, "inner", List.of("release:prepare")),
                    Arguments.of(version, "inner", List.of("release:prepare", "release:perform"))));
  }

  @ParameterizedTest
  @MethodSource("outerBuilds")
  void noSecretIsSeenOrStoredAndLaterStepsGetNothing(
      String version, String outer, List<String> arguments) throws Exception {
    Workspace workspace = workspace(outer + arguments.size() + "-" + version);
    WorkflowRun job = WorkflowRun.start(workspace.folder(), jobIn(workspace));

    StepOutcome build = job.run(step(version, outer, arguments));
    job.run(Step.script("later", "echo \"later has '$AWS_ACCESS_KEY_ID'\""));

    String seen = job.log().visible();
    assertAll(
        () -> assertEquals(StepOutcome.Result.SUCCESS, build.result(), seen),
        () -> assertTrue(seen.contains(INNER), seen),
        () -> assertTrue(seen.contains(NO_KEYS), seen),
        () -> assertTrue(seen.contains("Not exported to later steps of the job"), seen),
        () -> assertEquals(Set.of(), build.exported().keySet()),
        () -> assertTrue(seen.contains("later has ''"), seen),
        () -> assertFalse(seen.contains("::add-mask::"), seen),
        () -> assertNoSecretIn(job, seen),
        () -> assertEquals(List.of(), workspace.filesWith(aws.secrets())),
        () -> assertEquals(List.of(), workspace.filesMatching("ASIA[A-Z0-9]{16}")));
  }

  private void assertNoSecretIn(WorkflowRun job, String seen) {
    aws.secrets().forEach(secret -> assertFalse(job.log().shows(secret), secret + " in " + seen));
    assertFalse(seen.matches("(?s).*ASIA[A-Z0-9]{16}.*"), seen);
  }

  /**
   * Tests that the masks reach the standard output of the outermost Maven, which the runner reads.
   */
  @ParameterizedTest
  @MethodSource("io.github.rolecall.maven.Mvn#versions")
  void laterStepsGetTheRoleOfANestedBuildThatIsToldTo(String version) throws Exception {
    Workspace workspace = workspace("told-to-" + version);
    Map<String, String> environment = jobIn(workspace);
    environment.put("MAVEN_ARGS", "-Dcredentials.exportToJob=true");
    WorkflowRun job = WorkflowRun.start(workspace.folder(), environment);

    StepOutcome build = job.run(step(version, "inner", List.of("release:prepare")));
    job.run(Step.script("later", "echo \"later has '$AWS_ACCESS_KEY_ID'\""));

    String seen = job.log().visible();
    assertAll(
        () -> assertEquals(StepOutcome.Result.SUCCESS, build.result(), seen),
        () -> assertTrue(build.exported().containsKey("AWS_SESSION_TOKEN"), seen),
        () -> assertTrue(seen.contains("later has '***'"), seen),
        () -> assertNoSecretIn(job, seen),
        () -> assertEquals(List.of(), workspace.builtFilesWith(aws.secrets())));
  }

  @Test
  void keysThatTheUserChoosesAreMaskedForTheRunner() throws Exception {
    Workspace workspace = workspace("keys");
    Map<String, String> environment = jobIn(workspace);
    environment.put("MAVEN_ARGS", "-Dcredentials.export=env");
    WorkflowRun job = WorkflowRun.start(workspace.folder(), environment);

    StepOutcome build = job.run(step(Mvn.three(), "inner", List.of("release:prepare")));

    String seen = job.log().visible();
    assertAll(
        () -> assertEquals(StepOutcome.Result.SUCCESS, build.result(), seen),
        () -> assertTrue(seen.contains(INNER), seen),
        () -> assertTrue(seen.contains("inner has the key '***' and the token '***'"), seen),
        () -> assertNoSecretIn(job, seen));
  }

  private Step step(String version, String outer, List<String> arguments) {
    var all = new ArrayList<>(List.of("-f", outer));
    all.addAll(arguments);
    all.add("-Douter");
    all.add("-Darguments=" + String.join(" ", Mvn.of(version).local()));
    return Step.action("build", Mvn.of(version, all.toArray(String[]::new)), Map.of());
  }

  private Map<String, String> jobIn(Workspace workspace) {
    var environment = new HashMap<>(aws.gitHubJob().environment());
    environment.put("GITHUB_WORKSPACE", workspace.project().toString());
    return environment;
  }

  /**
   * Creates a workspace whose inner project has its own Git repository, which the release plugin
   * requires.
   */
  private static Workspace workspace(String name) throws Exception {
    Workspace workspace =
        Workspace.with("nested-builds-" + name, Path.of("src", "it", "nested-builds"));
    String commands =
        "git init -q -b main && echo target >.gitignore && git add -A"
            + " && git -c user.name=me -c user.email=me@example.com commit -q -m first"
            + " && git config user.name me && git config user.email me@example.com";
    int exit =
        new CommandLine(List.of("sh", "-c", commands))
            .run(
                Map.of("PATH", System.getenv("PATH"), "HOME", workspace.home().toString()),
                workspace.project().resolve("inner"),
                System.out);
    assertEquals(0, exit);
    return workspace;
  }
}
