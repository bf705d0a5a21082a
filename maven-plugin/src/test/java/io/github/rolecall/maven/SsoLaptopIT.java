package io.github.rolecall.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.testkit.FakeAws;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests of real Maven processes on a laptop whose profile uses IAM Identity Center. */
@Tag("long")
class SsoLaptopIT {
  private static final String PROJECT = "a-laptop-signs-in";
  private static final String SIGN_IN =
      "io.github.rolecall:credentials-maven-plugin:" + Mvn.pluginVersion() + ":sso-login";
  private static final String CONFIG =
      """
      [profile dev]
      sso_session = corp
      sso_account_id = 111122223333
      sso_role_name = Deploy
      region = eu-central-1
      [sso-session corp]
      sso_start_url = https://octo-corp.awsapps.com/start
      sso_region = eu-central-1
      sso_registration_scopes = sso:account:access
      """;

  /** A browser whose user approves access. It follows the redirect of the page. */
  private static final String BROWSER =
      """
      #!/usr/bin/python3
      import ssl, sys, urllib.request
      context = ssl.create_default_context(cafile="%s")
      urllib.request.urlopen(sys.argv[1], context=context)
      """;

  /** Starts a command on a terminal. */
  private static final List<String> TERMINAL =
      List.of(
          "/usr/bin/python3",
          "-c",
          "import os, pty, sys; sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:])))");

  private static Map<String, String> laptop(Workspace workspace, FakeAws aws) throws IOException {
    Path files = Files.createDirectories(workspace.home().resolve(".aws"));
    Files.writeString(files.resolve("config"), CONFIG);
    Path browser = workspace.folder().resolve("browser");
    Files.writeString(browser, BROWSER.formatted(aws.authority().bundle()));
    Files.setPosixFilePermissions(browser, PosixFilePermissions.fromString("rwx------"));
    return Map.of(
        "AWS_ENDPOINT_URL", aws.url().toString(),
        "AWS_EC2_METADATA_DISABLED", "true",
        "BROWSER", browser.toString());
  }

  /**
   * The first build signs in. The second build starts after the token has expired, and renews it.
   */
  @ParameterizedTest
  @MethodSource("io.github.rolecall.maven.Mvn#versions")
  void aLaterBuildOutlivesTheTokenAndRenewsIt(String version) throws Exception {
    try (var aws = FakeAws.start()) {
      aws.identityCenter().token(Duration.ofSeconds(1));
      Workspace workspace = Workspace.with(PROJECT, version);
      Map<String, String> laptop = laptop(workspace, aws);

      Workspace.Ended signIn =
          workspace.run(Mvn.of(version, SIGN_IN, "-Dcredentials.sourceProfile=dev"), laptop);
      assertEquals(0, signIn.exitCode(), signIn.output());
      assertTrue(signIn.output().contains("Signed in to corp until 20"), signIn.output());

      // The token has expired by now, because Maven needs more than a second to start.
      Workspace.Ended build =
          workspace.run(Mvn.of(version, "-X", "initialize", "credentials:whoami"), laptop);
      assertEquals(0, build.exitCode(), build.output());
      assertTrue(build.output().contains(":assumed-role/AWSReservedSSO_Deploy_"), build.output());
      List<Object> grants =
          aws.calls("CreateToken").stream()
              .<Object>map(call -> call.parameters().get("grantType"))
              .toList();
      assertEquals("authorization_code", grants.get(0));
      assertTrue(grants.size() > 1, "the build has not renewed the token");
      assertEquals(List.of("refresh_token"), grants.stream().skip(1).distinct().toList());
      assertNoSecret(aws, signIn, build);
    }
  }

  @Test
  void theSessionHasEndedAndTheBuildNamesTheGoal() throws Exception {
    try (var aws = FakeAws.start()) {
      Workspace workspace = Workspace.with(PROJECT, "ended");
      Map<String, String> laptop = laptop(workspace, aws);
      assertEquals(
          0,
          workspace
              .run(
                  Mvn.of(
                      Mvn.three(),
                      SIGN_IN,
                      "-Dcredentials.sourceProfile=dev",
                      "-Dcredentials.ssoDeviceCode"),
                  laptop)
              .exitCode());
      assertEquals(1, aws.calls("StartDeviceAuthorization").size());
      aws.identityCenter().endSessions();

      Workspace.Ended build = workspace.run(Mvn.of(Mvn.three(), "initialize"), laptop);
      assertEquals(1, build.exitCode(), build.output());
      assertTrue(
          build.output().contains("mvn credentials:sso-login -Dcredentials.sourceProfile=dev"),
          build.output());
    }
  }

  @Test
  void aBuildSignsInByItselfOnATerminalOnly() throws Exception {
    try (var aws = FakeAws.start()) {
      Workspace workspace = Workspace.with(PROJECT, "auto");
      Map<String, String> laptop = laptop(workspace, aws);
      Mvn maven = Mvn.of(Mvn.three(), "initialize", "-Dcredentials.ssoLogin=auto");

      Workspace.Ended alone = workspace.run(maven, laptop);
      assertEquals(1, alone.exitCode(), alone.output());
      assertEquals(List.of(), aws.calls(), alone.output());

      Workspace.Ended attended = workspace.run(maven.onTerminal(TERMINAL), laptop);
      assertEquals(0, attended.exitCode(), attended.output());
      assertTrue(attended.output().contains("Signed in to corp until 20"), attended.output());
      assertTrue(attended.output().contains("AWSReservedSSO_Deploy_"), attended.output());
      assertNoSecret(aws, alone, attended);
    }
  }

  private static void assertNoSecret(FakeAws aws, Workspace.Ended... builds) {
    for (Workspace.Ended build : builds) {
      for (String secret : aws.secrets()) {
        assertFalse(build.output().contains(secret), build.output());
      }
    }
  }
}
