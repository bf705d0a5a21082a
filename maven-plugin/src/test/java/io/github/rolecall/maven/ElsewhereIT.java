package io.github.rolecall.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.testkit.FakeAws;
import io.github.rolecall.testkit.ci.GitLabRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of the goals on GitLab, on a laptop, and without a project. */
@Tag("long")
class ElsewhereIT {
  private static final String GOAL = "io.github.rolecall:credentials-maven-plugin:";

  @Test
  void aGitLabJobGetsAFileThatOnlyItsOwnerReads() throws Exception {
    try (var aws = FakeAws.start()) {
      Workspace workspace = Workspace.with("a-gitlab-job-gets-a-file", Mvn.three());
      var environment = new HashMap<>(aws.gitLabJob().environment());
      environment.put("CI_PROJECT_DIR", workspace.project().toString());

      Workspace.Ended build = workspace.run(Mvn.of(Mvn.three(), "initialize"), environment);

      assertEquals(0, build.exitCode(), build.output());
      Path file = workspace.folder().resolve("work.tmp").resolve("rolecall.env");
      assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
      GitLabRun later =
          GitLabRun.sh(
              workspace.project(),
              Map.of("PATH", System.getenv("PATH")),
              ". " + file,
              "echo \"$AWS_REGION $AWS_SECRET_ACCESS_KEY $AWS_SESSION_TOKEN\"");
      List<String> words = List.of(later.output().strip().split(" ", -1));
      assertEquals("us-east-1", words.get(0));
      assertTrue(aws.secrets().containsAll(words.subList(1, 3)), later.output());
      assertNoSecret(aws, build);
    }
  }

  @ParameterizedTest
  @MethodSource("io.github.rolecall.maven.Mvn#versions")
  void afterAFailedBuildAGitLabJobFindsNoFile(String version) throws Exception {
    for (String export : List.of("env", "endpoint")) {
      try (var aws = FakeAws.start()) {
        Workspace workspace =
            Workspace.with(
                "a-gitlab-job-fails-" + export + "-" + version,
                Path.of("src", "it", "a-gitlab-job-gets-a-file"));
        var environment = new HashMap<>(aws.gitLabJob().environment());
        environment.put("CI_PROJECT_DIR", workspace.project().toString());

        Workspace.Ended build =
            workspace.run(
                Mvn.of(
                    version,
                    "initialize",
                    "org.codehaus.mojo:exec-maven-plugin:3.6.4:exec",
                    "-Dexec.executable=false",
                    "-Dcredentials.exportToJob=true",
                    "-Dcredentials.export=" + export),
                environment);

        assertEquals(1, build.exitCode(), build.output());
        assertTrue(build.output().contains("later commands of this job"), build.output());
        Path file = workspace.folder().resolve("work.tmp").resolve("rolecall.env");
        assertFalse(Files.exists(file), build.output());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"--show-version", "-X"})
  void aLaptopStartsFromAProfileAndWhoamiTellsTheRole(String option) throws Exception {
    for (String version : List.of(Mvn.three(), Mvn.four())) {
      whoamiOnALaptop(version, option);
    }
  }

  private static void whoamiOnALaptop(String version, String option) throws Exception {
    try (var aws = FakeAws.start()) {
      Workspace workspace = Workspace.with("a-laptop-starts-from-a-profile", version + option);
      Path files = Files.createDirectories(workspace.home().resolve(".aws"));
      Files.writeString(
          files.resolve("credentials"),
          """
          [dev]
          aws_access_key_id = AKIAIOSFODNN7ROLECAL
          aws_secret_access_key = wJalrXUtnFEMI/K7MDENG+bPxRfiCYROLECALLKEY
          """);

      Workspace.Ended build =
          workspace.run(
              Mvn.of(version, option, "initialize", "credentials:whoami"),
              Map.of("AWS_ENDPOINT_URL_STS", aws.url().toString()));

      assertEquals(0, build.exitCode(), build.output());
      String whoami = build.output().substring(build.output().lastIndexOf(":whoami"));
      assertTrue(whoami.contains("Account  111122223333"), whoami);
      assertTrue(
          whoami.contains("Arn      arn:aws:sts::111122223333:assumed-role/Chained/"), whoami);
      assertNoSecret(aws, build);
    }
  }

  @ParameterizedTest
  @MethodSource("io.github.rolecall.maven.Mvn#versions")
  void keysCanComeFromSettings(String version) throws Exception {
    try (var aws = FakeAws.start()) {
      Workspace workspace = Workspace.with("keys-come-from-settings", version);

      Workspace.Ended build =
          workspace.run(
              Mvn.of(version, "--settings", "settings.xml", "initialize"),
              Map.of("AWS_ENDPOINT_URL_STS", aws.url().toString()));

      assertEquals(0, build.exitCode(), build.output());
      assertTrue(build.output().contains(":assumed-role/Chained/"), build.output());
      assertNoSecret(aws, build);
    }
  }

  @ParameterizedTest
  @MethodSource("io.github.rolecall.maven.Mvn#versions")
  void keysOfSettingsCanBeEncrypted(String version) throws Exception {
    try (var aws = FakeAws.start()) {
      Workspace workspace = Workspace.with("keys-come-from-settings", version + "-encrypted");
      Path security = workspace.folder().resolve("settings-security.xml");
      String location = "-Dsettings.security=" + security;
      String master = encrypted(workspace, "--encrypt-master-password", "of the master");
      Files.writeString(
          security, "<settingsSecurity><master>" + master + "</master></settingsSecurity>");
      Path settings = workspace.project().resolve("settings.xml");
      String plain = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYROLECALLKEY";
      String password = encrypted(workspace, location, "--encrypt-password", plain);
      Files.writeString(settings, Files.readString(settings).replace(plain, password));

      Workspace.Ended build =
          workspace.run(
              Mvn.of(version, location, "--settings", "settings.xml", "initialize"),
              Map.of("AWS_ENDPOINT_URL_STS", aws.url().toString()));

      assertEquals(0, build.exitCode(), build.output());
      assertTrue(build.output().contains(":assumed-role/Chained/"), build.output());
      assertNoSecret(aws, build);
    }
  }

  /** Encrypts a password as users do: Maven 3 prints the text for settings.xml. */
  private static String encrypted(Workspace workspace, String... arguments) throws Exception {
    Workspace.Ended printed = workspace.run(Mvn.of(Mvn.three(), arguments), Map.of());
    return printed
        .output()
        .lines()
        .filter(line -> line.startsWith("{") && line.endsWith("}"))
        .findFirst()
        .orElseThrow(() -> new AssertionError(printed.output()));
  }

  @ParameterizedTest
  @MethodSource("io.github.rolecall.maven.Mvn#versions")
  void noProjectIsNeeded(String version) throws Exception {
    try (var aws = FakeAws.start()) {
      Workspace workspace = Workspace.empty("no-project-" + version);

      Workspace.Ended build =
          workspace.run(
              Mvn.of(
                  version,
                  GOAL + Mvn.pluginVersion() + ":assume",
                  GOAL + Mvn.pluginVersion() + ":whoami",
                  "-Dcredentials.roleToAssume=arn:aws:iam::111122223333:role/Deploy",
                  "-Dcredentials.awsRegion=us-east-1",
                  "-Dcredentials.allowedAccountIds=444455556666,111122223333",
                  "-Dcredentials.envFile=aws.env"),
              aws.gitLabJob().environment());

      assertEquals(0, build.exitCode(), build.output());
      assertTrue(
          build.output().contains("Arn      arn:aws:sts::111122223333:assumed-role/Deploy/"));
      assertTrue(Files.exists(workspace.project().resolve("aws.env")), build.output());
      assertNoSecret(aws, build);
    }
  }

  @Test
  void aSkippedGoalDoesNothing() throws Exception {
    try (var aws = FakeAws.start()) {
      Workspace workspace = Workspace.with("a-gitlab-job-gets-a-file", "skipped");
      var environment = new HashMap<>(aws.gitLabJob().environment());
      environment.put("CI_PROJECT_DIR", workspace.project().toString());

      Workspace.Ended build =
          workspace.run(Mvn.of(Mvn.three(), "initialize", "-Dcredentials.skip"), environment);

      assertEquals(0, build.exitCode(), build.output());
      assertEquals(List.of(), aws.calls());
      assertFalse(Files.exists(workspace.folder().resolve("work.tmp")));
    }
  }

  private static void assertNoSecret(FakeAws aws, Workspace.Ended build) {
    for (String secret : aws.secrets()) {
      assertFalse(build.output().contains(secret), build.output());
    }
  }
}
