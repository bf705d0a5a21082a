package io.github.rolecall.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.testkit.FakeAws;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests which of the goals of Surefire and PIT get the keys. */
@Tag("long")
class SelectedGoalsIT {
  private static final String ALL =
      " has [AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN]";

  private final FakeAws aws = FakeAws.start();

  @AfterEach
  void stop() {
    aws.close();
  }

  @Test
  void withoutASelectionBothGetThem() throws Exception {
    assertEquals(
        Set.of("surefire" + ALL, "pitest" + ALL), seen("all", Mvn.three(), "BUILD SUCCESS"));
  }

  @ParameterizedTest
  @MethodSource("io.github.rolecall.maven.Mvn#versions")
  void anExcludedGoalGetsNone(String version) throws Exception {
    String told = "maven-surefire-plugin:test gets no AWS credentials, because <except> names it";
    assertEquals(
        Set.of("surefire has []", "pitest" + ALL),
        seen("except-" + version, version, told, "-Dcredentials.except=surefire"));
  }

  @Test
  void anExcludedGoalFindsNoProfileEither() throws Exception {
    assertEquals(
        Set.of("surefire has []", "pitest has [AWS_PROFILE]"),
        seen(
            "except-file",
            Mvn.three(),
            "the profile rolecall",
            "-Dcredentials.except=surefire",
            "-Dcredentials.export=file"));
  }

  @Test
  void whatSurefireWouldCutInHalfIsNotGiven() throws Exception {
    assertEquals(
        Set.of("surefire has []", "pitest" + ALL),
        seen(
            "cut",
            Mvn.three(),
            "has [AWS_SECRET_ACCESS_KEY] in excludedEnvironmentVariables",
            "-Dsurefire.excludedEnvironmentVariables=AWS_SECRET_ACCESS_KEY,HOME"));
  }

  private Set<String> seen(String name, String version, String told, String... arguments)
      throws Exception {
    Workspace workspace =
        Workspace.with("selected-goals-" + name, Path.of("src", "it", "selected-goals"));
    String[] all = new String[arguments.length + 1];
    all[0] = "test";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    Workspace.Ended build = workspace.run(Mvn.of(version, all), aws.gitHubJob().environment());
    assertEquals(0, build.exitCode(), build.output());
    assertTrue(build.output().contains(told), build.output());
    assertEquals(List.of(), workspace.filesWith(aws.secrets()));
    return new TreeSet<>(Files.readAllLines(workspace.project().resolve("target/seen.txt")));
  }
}
