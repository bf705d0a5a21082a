package io.github.rolecall.maven;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.testkit.Call;
import io.github.rolecall.testkit.FakeAws;
import io.github.rolecall.testkit.Fault;
import io.github.rolecall.testkit.ci.CommandLine;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Tests, with the real AWS CLI, of builds that run longer than their credentials are valid. */
@Tag("sessions")
class RefreshIT {
  /** The length of a session. Rolecall renews it when a quarter of it, 3 seconds, is left. */
  private static final int SESSION_SECONDS = 12;

  /** In a profile, a quarter of a session has to suffice for the start of a JVM. */
  private static final int PROFILE_SESSION_SECONDS = 16;

  private static final Path CLIENTS = Path.of("src", "it", "long-running-clients");
  private static final Path PROJECT = Path.of("src", "it", "one-command");

  /** Runs two processes at a time, until one call fails or the time ends. */
  private static final String LOOP =
      """
      end=$(($(date +%%s) + %d))
      while [ $(date +%%s) -lt $end ]; do
        aws sts get-caller-identity > other 2>&1 &
        aws sts get-caller-identity --query Arn --output text > said 2>&1 || { cat said; exit 9; }
        wait
        sleep 1
      done
      echo "$1 is $(cat said)"
      """;

  /**
   * This test uses Maven 4, and the other one Maven 3, because only the log differs between them.
   */
  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void aBuildOutlivesThreeSessions() throws Exception {
    try (FakeAws aws = brief(SESSION_SECONDS)) {
      Workspace workspace = Workspace.with("refresh", PROJECT);
      Files.writeString(
          workspace.project().resolve("loop.sh"), LOOP.formatted(4 * SESSION_SECONDS));
      Workspace.Ended build =
          workspace.run(
              Mvn.of(Mvn.four(), "package", "-Dcredentials.refresh", "-Dscript=loop.sh"),
              aws.gitHubJob().environment());
      String seen = build.output();
      int exchanges = aws.calls("AssumeRoleWithWebIdentity").size();
      assertAll(
          () -> assertEquals(0, build.exitCode(), seen),
          () ->
              assertTrue(seen.contains("command is arn:aws:sts::111122223333:assumed-role"), seen),
          () -> assertTrue(exchanges >= 4, exchanges + " exchanges"),
          () -> assertEquals(exchanges, aws.calls("oidc-token").size(), "each has a new token"),
          () -> assertEquals(List.of(), workspace.filesWith(aws.secrets())));
    }
  }

  /** One client of each SDK lives as long as its process, as in a long test. */
  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void clientsOfTheJavaSdksOutliveThreeSessions() throws Exception {
    try (FakeAws aws = brief(SESSION_SECONDS)) {
      Workspace workspace = Workspace.with("refresh-java", CLIENTS);
      Workspace.Ended build =
          workspace.run(
              Mvn.of(Mvn.three(), "process-classes", "-Dseconds=" + 4 * SESSION_SECONDS),
              aws.gitHubJob().environment());
      assertOutlived(build, aws);
      assertEquals(List.of(), workspace.filesWith(aws.secrets()));
    }
  }

  private static void assertOutlived(Workspace.Ended build, FakeAws aws) {
    String seen = build.output();
    int exchanges = aws.calls("AssumeRoleWithWebIdentity").size();
    assertAll(
        () -> assertEquals(0, build.exitCode(), seen),
        () ->
            assertTrue(
                Pattern.compile("SDK 1 had ([4-9]|\\d\\d) keys, SDK 2 had ([4-9]|\\d\\d)")
                    .matcher(seen)
                    .find(),
                seen),
        () -> assertTrue(exchanges >= 4, exchanges + " exchanges"));
  }

  /** The command writes the profile. Maven only starts the clients. */
  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void clientsOfTheJavaSdksOutliveThreeSessionsOfAProfile() throws Exception {
    Path jar = Path.of(System.getProperty("rolecall.jar"));
    assertTrue(Files.isRegularFile(jar), "first: mvn package -pl action -am");
    try (FakeAws aws = brief(PROFILE_SESSION_SECONDS)) {
      Workspace workspace = Workspace.with("refresh-java-profile", CLIENTS);
      Path files = Files.createDirectory(workspace.home().resolve(".aws"));
      var environment = new HashMap<>(aws.gitLabJob().environment());
      environment.put("CI_PROJECT_DIR", workspace.project().toString());
      environment.put("AWS_CA_BUNDLE", aws.authority().bundle().toString());
      environment.put("AWS_CONFIG_FILE", files.resolve("config").toString());
      environment.put("AWS_SHARED_CREDENTIALS_FILE", files.resolve("credentials").toString());
      // The AWS SDK for Java 1 knows only this variable.
      environment.put("AWS_CREDENTIAL_PROFILES_FILE", files.resolve("credentials").toString());
      var output = new ByteArrayOutputStream();
      int written =
          new CommandLine(
                  List.of(
                      Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                      Mvn.trustStore(),
                      "-jar",
                      jar.toString(),
                      "assume",
                      "--format=profile",
                      "--refresh",
                      "--aws-profile=deploy",
                      "--role-to-assume=arn:aws:iam::111122223333:role/Deploy",
                      "--aws-region=us-east-1"))
              .run(environment, workspace.project(), output);
      assertEquals(0, written, output.toString(UTF_8));
      environment.put("AWS_PROFILE", "deploy");
      Workspace.Ended build =
          workspace.run(
              Mvn.of(
                  Mvn.three(),
                  "process-classes",
                  "-Dassume.phase=none",
                  "-Dseconds=" + 4 * PROFILE_SESSION_SECONDS),
              environment);
      assertOutlived(build, aws);
      List<Call> refused = aws.calls().stream().filter(call -> call.status() >= 400).toList();
      assertEquals(List.of(), refused);
    }
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void aRefusedRenewalFailsTheCommandWithTheReasonWhenTheSessionHasEnded() throws Exception {
    try (FakeAws aws = brief(4 * SESSION_SECONDS)) {
      Fault[] refusals =
          Stream.generate(() -> Fault.error(403, "AccessDenied", "Not any more"))
              .limit(100)
              .toArray(Fault[]::new);
      aws.fault("AssumeRoleWithWebIdentity", Fault.none());
      aws.fault("AssumeRoleWithWebIdentity", refusals);
      Workspace workspace = Workspace.with("refresh-refused", PROJECT);
      Files.writeString(workspace.project().resolve("loop.sh"), LOOP.formatted(120));
      Workspace.Ended build =
          workspace.run(
              Mvn.of(
                  Mvn.three(),
                  "package",
                  "-Dcredentials.refresh",
                  "-Dcredentials.disableRetry",
                  "-Dscript=loop.sh"),
              aws.gitHubJob().environment());
      String seen = build.output();
      assertAll(
          () -> assertEquals(1, build.exitCode(), seen),
          () -> assertTrue(seen.contains("[WARNING] Could not renew the credentials of"), seen),
          () -> assertTrue(seen.contains("Could not renew them: "), seen),
          () -> assertTrue(seen.contains("Not any more"), seen),
          () -> assertTrue(aws.calls("GetCallerIdentity").size() > 1, "they served to their end"));
    }
  }

  private static FakeAws brief(int sessionSeconds) {
    return FakeAws.builder().longestSession(Duration.ofSeconds(sessionSeconds)).start();
  }
}
