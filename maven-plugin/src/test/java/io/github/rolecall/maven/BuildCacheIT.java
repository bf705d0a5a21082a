package io.github.rolecall.maven;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.testkit.FakeAws;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tests with the real Maven build cache extension, which stores the parameters of goals and skips
 * goals.
 */
@Tag("long")
class BuildCacheIT {
  private static final String ROLE = " is arn:aws:sts::111122223333:assumed-role/Deploy/";

  private final FakeAws aws = FakeAws.start();

  @AfterEach
  void stop() {
    aws.close();
  }

  @ParameterizedTest
  @CsvSource({
    "3.9.16, 1.2.1, true",
    "3.9.16, 1.3.0, false",
    "4.0.0-rc-6, 1.2.1, false",
    "4.0.0-rc-6, 1.3.0, true"
  })
  void aCachedBuildHasTheRoleAndTheCacheHasNoSecret(String maven, String version, boolean core)
      throws Exception {
    Workspace workspace = workspace(maven + "-" + version, version, core);

    Workspace.Ended first = run(workspace, maven, jobWithOtherKeys(), "package");
    Workspace.Ended cached = run(workspace, maven, jobWithOtherKeys(), "verify");

    String seen = cached.output();
    assertAll(
        () -> assertEquals(0, first.exitCode(), first.output()),
        () -> assertTrue(first.output().contains("package" + ROLE), first.output()),
        () -> assertTrue(first.output().contains("<export>endpoint</export>"), first.output()),
        () -> assertEquals(0, cached.exitCode(), seen),
        () -> assertTrue(seen.contains("Skipping plugin execution (cached): exec:exec"), seen),
        () -> assertTrue(seen.contains("(cached): credentials:assume"), seen),
        () -> assertTrue(seen.contains("verify" + ROLE), seen),
        () -> assertEquals(2, aws.calls("AssumeRoleWithWebIdentity").size()),
        () -> assertStoredButNoSecret(workspace));
  }

  private void assertStoredButNoSecret(Workspace workspace) throws IOException {
    assertFalse(workspace.filesMatching("AWS_CONTAINER_CREDENTIALS_FULL_URI").isEmpty());
    assertEquals(List.of(), workspace.filesWith(aws.secrets()));
    assertEquals(List.of(), workspace.filesMatching("ASIA[A-Z0-9]{16}"));
  }

  /** No later goal runs in the cached build, but later steps of the job need the role. */
  @ParameterizedTest
  @MethodSource("io.github.rolecall.maven.Mvn#versions")
  void aBuildThatIsCachedAsAWholeExportsToTheJob(String maven) throws Exception {
    Workspace workspace = workspace("whole-" + maven, "1.2.1", true);
    var environment = new HashMap<>(aws.gitLabJob().environment());
    environment.put("CI_PROJECT_DIR", workspace.project().toString());

    // With a build cache, the default is an endpoint, which writes a file only if exportToJob is
    // set.
    String wished = "-Dcredentials.exportToJob=true";
    run(workspace, maven, environment, "package", wished);
    Path file = workspace.folder().resolve("work.tmp").resolve("rolecall.env");
    Files.delete(file);
    Workspace.Ended cached = run(workspace, maven, environment, "package", wished);

    assertAll(
        () -> assertEquals(0, cached.exitCode(), cached.output()),
        () -> assertTrue(cached.output().contains("(cached): exec:exec"), cached.output()),
        () -> assertTrue(Files.exists(file), cached.output()));
  }

  @ParameterizedTest
  @MethodSource("io.github.rolecall.maven.Mvn#versions")
  void aCachedBuildFailsWhereTheRoleIsRefused(String maven) throws Exception {
    Workspace workspace = workspace("refused-" + maven, "1.2.1", true);
    Map<String, String> refused = aws.gitHubJob().repository("octo-org/other").environment();

    run(workspace, maven, aws.gitHubJob().environment(), "package");
    Workspace.Ended cached = run(workspace, maven, refused, "package");

    String seen = cached.output();
    assertAll(
        () -> assertEquals(1, cached.exitCode(), seen),
        () -> assertTrue(seen.contains("(role-denied)"), seen),
        () -> assertTrue(seen.contains("[ERROR] The execution 'deploy-role' of"), seen),
        () -> assertFalse(seen.contains("\tat "), seen));
  }

  @Test
  void keysThatTheUserChoosesAreRefused() throws Exception {
    Workspace workspace = workspace("chosen", "1.2.1", true);

    Workspace.Ended build =
        run(
            workspace,
            Mvn.three(),
            aws.gitHubJob().environment(),
            "package",
            "-Dcredentials.export=env");

    assertAll(
        () -> assertEquals(1, build.exitCode(), build.output()),
        () -> assertTrue(build.output().contains("(keys-exposed)"), build.output()),
        () -> assertTrue(build.output().contains("-Dmaven.build.cache.enabled=false")),
        () -> assertEquals(List.of(), aws.calls()));
  }

  @ParameterizedTest
  @CsvSource({"-Dmaven.build.cache.enabled=false", "-Dmaven.build.cache.skipSave=true"})
  void keysAreHandedOnWhereTheCacheStoresNothing(String option) throws Exception {
    Workspace workspace = workspace("off-" + option.length(), "1.2.1", true);

    Workspace.Ended build =
        run(
            workspace,
            Mvn.three(),
            aws.gitHubJob().environment(),
            "package",
            "-Dcredentials.export=env",
            option);

    assertEquals(0, build.exitCode(), build.output());
    assertTrue(build.output().contains("package" + ROLE), build.output());
    assertEquals(List.of(), workspace.filesWith(aws.secrets()));
  }

  private Map<String, String> jobWithOtherKeys() {
    var environment = new HashMap<>(aws.gitHubJob().environment());
    environment.put("AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7ROLECAL");
    environment.put("AWS_SECRET_ACCESS_KEY", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYROLECALLKEY");
    return environment;
  }

  private static Workspace.Ended run(
      Workspace workspace, String maven, Map<String, String> environment, String... arguments)
      throws Exception {
    var all = new ArrayList<>(List.of(arguments));
    all.add("-Dmaven.build.cache.location=" + workspace.folder().resolve("cache"));
    return workspace.run(Mvn.of(maven, all.toArray(String[]::new)), environment);
  }

  /**
   * Creates a project with the extension.
   *
   * @param core whether it is a core extension of Maven; otherwise, it is an extension of the
   *     project
   */
  private static Workspace workspace(String name, String version, boolean core) throws IOException {
    Workspace workspace =
        Workspace.with("build-cache-" + name, Path.of("src", "it", "build-cache"));
    Path folder = workspace.project().resolve(".mvn");
    Files.move(
        workspace.project().resolve("maven-build-cache-config.xml"),
        folder.resolve("maven-build-cache-config.xml"));
    String extension =
        """
        <extensions>
          <extension>
            <groupId>org.apache.maven.extensions</groupId>
            <artifactId>maven-build-cache-extension</artifactId>
            <version>%s</version>
          </extension>
        </extensions>
        """
            .formatted(version);
    if (core) {
      Files.writeString(folder.resolve("extensions.xml"), extension);
    } else {
      Path pom = workspace.project().resolve("pom.xml");
      Files.writeString(pom, Files.readString(pom).replace("<!-- EXTENSIONS -->", extension));
    }
    return workspace;
  }
}
