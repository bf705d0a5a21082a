package io.github.rolecall.maven;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.testkit.FakeAws;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests which goals get the credentials, when they get them, and what remains after the build. */
@Tag("long")
class HandOverIT {
  private static final String ROLE = " is arn:aws:sts::111122223333:assumed-role/Deploy/";
  private static final Map<String, String> NOBODY = Map.of("AWS_EC2_METADATA_DISABLED", "true");

  private final FakeAws aws = FakeAws.start();

  @AfterEach
  void stop() {
    aws.close();
  }

  @ParameterizedTest
  @MethodSource("io.github.rolecall.maven.Mvn#versions")
  void eachCommandHasTheRoleThatIsForIt(String version) throws Exception {
    assertEachHasItsOwn(version, "env");
  }

  @Test
  void eachCommandIsToldItsProfile() throws Exception {
    assertEachHasItsOwn(Mvn.three(), "file");
  }

  private void assertEachHasItsOwn(String version, String export) throws Exception {
    Workspace workspace =
        Workspace.with(
            "staging-and-production-" + export + "-" + version,
            Path.of("src", "it", "staging-and-production"));
    Workspace.Ended build =
        workspace.run(
            Mvn.of(version, "deploy", "-Dcredentials.export=" + export),
            aws.gitHubJob().environment());

    String seen = build.output();
    String production = "arn:aws:sts::444455556666:assumed-role/Other/";
    assertAll(
        () -> assertEquals(0, build.exitCode(), seen),
        () -> assertTrue(seen.contains("staging" + ROLE), seen),
        () -> assertTrue(seen.contains("production in eu-central-1 is " + production), seen),
        () -> assertTrue(seen.contains("antrun is " + production), seen),
        () -> assertTrue(seen.contains("the rest has ''"), seen),
        () -> assertEquals(List.of(), workspace.filesWith(aws.secrets())));
  }

  @ParameterizedTest
  @MethodSource("io.github.rolecall.maven.Mvn#versions")
  void severalRolesOfOneExecutionAreEachWhereTheyBelong(String version) throws Exception {
    assertEachRoleIsWhereItBelongs(version, "env");
  }

  @Test
  void eachOfSeveralRolesHasAProfileOfItsOwn() throws Exception {
    assertEachRoleIsWhereItBelongs(Mvn.three(), "file");
  }

  private void assertEachRoleIsWhereItBelongs(String version, String export) throws Exception {
    Workspace workspace =
        Workspace.with(
            "several-roles-" + export + "-" + version, Path.of("src", "it", "several-roles"));
    Workspace.Ended build =
        workspace.run(
            Mvn.of(version, "deploy", "-Dcredentials.export=" + export),
            aws.gitHubJob().environment());

    String seen = build.output();
    String production = "arn:aws:sts::444455556666:assumed-role/Other/";
    assertAll(
        () -> assertEquals(0, build.exitCode(), seen),
        () -> assertTrue(seen.contains("staging" + ROLE), seen),
        () -> assertTrue(seen.contains("production in eu-central-1 is " + production), seen),
        () -> assertTrue(seen.contains("antrun is " + production), seen),
        () -> assertTrue(seen.contains("antrun-audit" + ROLE + "audit"), seen),
        () -> assertTrue(seen.contains("the rest has ''"), seen),
        () -> assertTrue(seen.contains("audit" + ROLE + "audit"), seen),
        () -> assertEquals(1, aws.calls("oidc-token").size()),
        () -> assertEquals(3, aws.calls("AssumeRoleWithWebIdentity").size()),
        () -> assertEquals(List.of(), workspace.filesWith(aws.secrets())));
  }

  @Test
  void aRoleOfSeveralThatIsRefusedStopsTheBuildBeforeAnythingIsHandedOn() throws Exception {
    Workspace.Ended build =
        Workspace.with("several-roles-refused", Path.of("src", "it", "several-roles"))
            .run(
                Mvn.of(Mvn.three(), "deploy", "-Dcredentials.disableRetry"),
                aws.gitHubJob().repository("octo-org/other").environment());
    assertEquals(1, build.exitCode(), build.output());
    assertTrue(build.output().contains("The role staging failed"), build.output());
    assertFalse(build.output().contains("staging" + ROLE), build.output());
  }

  @Test
  void clearTakesTheCredentialsBackBeforeTheEnd() throws Exception {
    Workspace.Ended build =
        run(aws.gitHubJob().environment(), "initialize", "credentials:clear", "exec:exec@command");
    assertEquals(0, build.exitCode(), build.output());
    assertTrue(build.output().contains("later goals of this build have none"), build.output());
    assertFalse(build.output().contains("command" + ROLE), build.output());
  }

  @ParameterizedTest
  @CsvSource({"initialize, 0", "package, 1"})
  void aLazyRoleIsAssumedOnlyForAGoalThatMayUseIt(String phase, int calls) throws Exception {
    Workspace.Ended build = run(aws.gitHubJob().environment(), phase, "-Dcredentials.lazy");
    assertEquals(0, build.exitCode(), build.output());
    assertEquals(calls, aws.calls("AssumeRoleWithWebIdentity").size(), build.output());
    assertEquals(calls == 1, build.output().contains("command" + ROLE), build.output());
  }

  @ParameterizedTest
  @MethodSource("io.github.rolecall.maven.Mvn#versions")
  void aLazyRoleThatIsRefusedFailsTheBuildWithTheReason(String version) throws Exception {
    Workspace.Ended build =
        run(
            version,
            aws.gitHubJob().repository("octo-org/other").environment(),
            "package",
            "-Dcredentials.lazy");
    String seen = build.output();
    assertEquals(1, build.exitCode(), seen);
    assertTrue(seen.contains("(role-denied)"), seen);
    assertTrue(seen.contains("[ERROR] The execution 'deploy-role' of credentials:assume"), seen);
    assertTrue(seen.contains("1. Compare the trust policy"), seen);
    assertFalse(seen.contains("\tat "), seen);
    assertFalse(seen.contains("command is"), seen);
  }

  @Test
  void withoutAnybodyToStartFromTheBuildFailsAtOnce() throws Exception {
    Workspace.Ended build = run(NOBODY, "package");
    assertEquals(1, build.exitCode(), build.output());
    assertTrue(build.output().contains("assume (deploy-role)"), build.output());
    assertTrue(build.output().contains("(no-credentials)"), build.output());
    assertFalse(build.output().contains("command is"), build.output());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void unlessTheyAreNotRequired(boolean lazy) throws Exception {
    Workspace.Ended build =
        run(NOBODY, "package", "-Dcredentials.required=false", "-Dcredentials.lazy=" + lazy);
    assertEquals(0, build.exitCode(), build.output());
    assertTrue(build.output().contains("from the execution 'deploy-role'"), build.output());
    assertTrue(build.output().contains("command is"), build.output());
  }

  @Test
  void aRefusalFailsEvenWhatIsNotRequired() throws Exception {
    Workspace.Ended build =
        run(
            aws.gitHubJob().repository("octo-org/other").environment(),
            "initialize",
            "-Dcredentials.required=false");
    assertEquals(1, build.exitCode(), build.output());
  }

  @Test
  void aDryRunTellsThePlanAndCallsNobody() throws Exception {
    var environment = new HashMap<>(aws.gitHubJob().environment());
    environment.put("GITHUB_ENV", "not-written");
    Workspace.Ended build = run(environment, "initialize", "-Dcredentials.dryRun");
    String seen = build.output();
    assertAll(
        () -> assertEquals(0, build.exitCode(), seen),
        () -> assertEquals(List.of(), aws.calls()),
        () -> assertTrue(seen.contains("role: arn:aws:iam::111122223333:role/Deploy as"), seen),
        () -> assertTrue(seen.contains("identity: the token of the GitHub Actions job"), seen),
        () -> assertTrue(seen.contains("export: later goals of this build"), seen),
        () -> assertTrue(seen.contains("export: later steps of the GitHub Actions"), seen));
  }

  @ParameterizedTest
  @MethodSource("io.github.rolecall.maven.Mvn#versions")
  void aMisspelledGuardIsNotIgnored(String version) throws Exception {
    Workspace workspace = Workspace.with("misspelled", version);
    Workspace.Ended build =
        workspace.run(Mvn.of(version, "initialize"), aws.gitHubJob().environment());
    String seen = build.output();
    assertEquals(1, build.exitCode(), seen);
    assertTrue(seen.contains("<alowedAccountIds> in the execution 'deploy-role' is unknown"), seen);
    assertTrue(seen.contains("1. Write <allowedAccountIds>."), seen);
    assertEquals(List.of(), aws.calls());
  }

  @Test
  void aWrongValueIsNamedWithTheExecution() throws Exception {
    Workspace.Ended build =
        run(
            aws.gitHubJob().environment(),
            "initialize",
            "-Dcredentials.export=everywhere",
            "-Dcredentials.for=a b");
    assertTrue(build.output().contains("assume (deploy-role)"), build.output());
    assertTrue(build.output().contains("<export> must be one of env, file, endpoint"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"stop.sh", "fail.sh"})
  void nothingIsLeftOfABuildThatIsStoppedOrFails(String script) throws Exception {
    Workspace workspace = Workspace.with("one-command", script);
    Workspace.Ended build =
        workspace.run(
            Mvn.of(Mvn.three(), "package", "-Dscript=" + script, "-Dcredentials.export=file"),
            withoutJob(aws.gitLabJob().environment()));
    assertTrue(build.exitCode() != 0, build.output());
    // The process writes to a file, because a Maven that is stopped may not print the output of its
    // processes.
    String before = Files.readString(workspace.project().resolve("before.txt"));
    assertTrue(before.contains(".credentials.default.owner"), before);
    assertFalse(Files.exists(workspace.home().resolve(".aws")), "the folder and its lock");
  }

  /** Returns GitLab's variables without the folders for files for later steps. */
  private static Map<String, String> withoutJob(Map<String, String> environment) {
    var all = new HashMap<>(environment);
    all.remove("CI_PROJECT_DIR");
    all.remove("RUNNER_TEMP_PROJECT_DIR");
    return all;
  }

  @ParameterizedTest
  @ValueSource(strings = {"env", "file", "endpoint"})
  void twoBuildsInOneJvmLeaveNothingToEachOther(String export) throws Exception {
    Workspace workspace = Workspace.with("one-command", "two-builds-" + export);
    var environment = new HashMap<>(aws.gitLabJob().environment());
    environment.put("CI_PROJECT_DIR", workspace.project().toString());
    Workspace.Ended builds =
        workspace.run(
            Mvn.of(Mvn.three(), "package", "-Dcredentials.export=" + export).twice(), environment);

    String seen = builds.output();
    assertEquals(0, builds.exitCode(), seen);
    assertEquals(2, seen.split("command" + ROLE, -1).length - 1, seen);
    assertTrue(seen.contains("left after the first build: []"), seen);
    assertEquals(2, aws.calls("AssumeRoleWithWebIdentity").size());
    assertEquals(List.of(), workspace.filesWith(aws.secrets()));
  }

  @ParameterizedTest
  @MethodSource("io.github.rolecall.maven.Mvn#versions")
  void goalsThatPrintWhatThereIsPrintNoSecret(String version) throws Exception {
    var environment = new HashMap<>(aws.gitHubJob().environment());
    Workspace workspace = Workspace.with("one-command", version + "-printed");
    Workspace.Ended build =
        workspace.run(
            Mvn.of(
                version,
                "initialize",
                "org.codehaus.mojo:properties-maven-plugin:1.3.0:write-project-properties",
                "-Dproperties.outputFile=target/build.properties",
                "help:effective-pom",
                "help:system",
                "help:active-profiles",
                "help:evaluate",
                "-Dexpression=credentials.secretAccessKey",
                "exec:exec@command"),
            environment);
    assertEquals(0, build.exitCode(), build.output());
    assertTrue(build.output().contains("command" + ROLE), build.output());
    assertTrue(Files.exists(workspace.project().resolve("target/build.properties")));
    assertEquals(List.of(), workspace.filesWith(aws.secrets()));
    build
        .output()
        .lines()
        .filter(line -> !line.startsWith("::add-mask::"))
        .forEach(
            line ->
                aws.secrets().stream()
                    .filter(secret -> !environment.containsValue(secret))
                    .forEach(secret -> assertFalse(line.contains(secret), line)));
  }

  @Test
  void keysAroundTheBuildAreWarnedOfAndRefusedWhereTheyWouldWin() throws Exception {
    var environment = new HashMap<>(aws.gitHubJob().environment());
    environment.put("AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7ROLECAL");
    environment.put("AWS_SECRET_ACCESS_KEY", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYROLECALLKEY");
    environment.put("AWS_PROFILE", "dev");

    Workspace workspace = Workspace.with("one-command", "outer-keys");
    Files.createDirectories(workspace.home().resolve(".aws"));
    Files.writeString(workspace.home().resolve(".aws/config"), "[profile dev]\nregion = x\n");
    Workspace.Ended env = workspace.run(Mvn.of(Mvn.three(), "package"), environment);
    assertTrue(env.output().contains("command" + ROLE), env.output());
    assertTrue(env.output().contains("already has AWS_ACCESS_KEY_ID"), env.output());
    assertTrue(env.output().contains("has AWS_PROFILE=dev"), env.output());

    int before = aws.calls().size();
    Workspace.Ended file = run(environment, "package", "-Dcredentials.export=file");
    assertEquals(1, file.exitCode(), file.output());
    assertTrue(file.output().contains("(outer-credentials-win)"), file.output());
    assertEquals(before, aws.calls().size());
  }

  private Workspace.Ended run(Map<String, String> environment, String... arguments)
      throws Exception {
    return run(Mvn.three(), environment, arguments);
  }

  private Workspace.Ended run(String version, Map<String, String> environment, String... arguments)
      throws Exception {
    return Workspace.with("one-command", version).run(Mvn.of(version, arguments), environment);
  }
}
