package io.github.rolecall.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.testkit.FakeAws;
import java.io.IOException;
import java.lang.reflect.Field;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.stream.Stream;
import org.apache.maven.api.di.Provides;
import org.apache.maven.api.plugin.testing.InjectMojo;
import org.apache.maven.api.plugin.testing.MojoParameter;
import org.apache.maven.api.plugin.testing.MojoTest;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.Log;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of {@code credentials:sso-login}, with a program as the browser. */
@MojoTest
class SsoLoginMojoTest {
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
  private static final String BROWSER =
      """
      #!/usr/bin/env python3
      import ssl, sys, urllib.request
      context = ssl.create_default_context(cafile="%s")
      urllib.request.urlopen(sys.argv[1], context=context)
      """;

  @TempDir static Path folder;

  private final FakeAws aws = FakeAws.start();
  private final TestWorld world = new TestWorld(folder);

  @Provides
  MavenContext build() {
    return world.build();
  }

  @Provides
  Log log() {
    return world.log;
  }

  @BeforeEach
  void laptop() throws IOException {
    Path cache = folder.resolve(".aws/sso/cache");
    if (Files.isDirectory(cache)) {
      try (Stream<Path> files = Files.list(cache)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
    }
    Files.createDirectories(cache);
    Files.writeString(folder.resolve(".aws/config"), CONFIG);
    Path browser =
        Files.writeString(folder.resolve("browser"), BROWSER.formatted(aws.authority().bundle()));
    Files.setPosixFilePermissions(browser, PosixFilePermissions.fromString("rwx------"));
    world.environment.put("BROWSER", browser.toString());
    world.environment.put("PATH", System.getenv("PATH"));
    world.environment.put("PYENV_ROOT", System.getenv("HOME") + "/.pyenv");
    world.environment.put("AWS_ENDPOINT_URL", aws.url().toString());
    world.environment.put("AWS_EC2_METADATA_DISABLED", "true");
  }

  @AfterEach
  void stop() {
    aws.close();
  }

  @Test
  @InjectMojo(goal = "sso-login")
  @MojoParameter(name = "sourceProfile", value = "dev")
  void opensTheBrowserAndKeepsTheToken(SsoLoginMojo mojo) throws Exception {
    mojo.execute();
    String said = String.join("\n", world.log.lines());
    assertTrue(said.contains("To sign in, allow access in the browser."), said);
    assertTrue(said.contains("[INFO] Signed in to corp until 20"), said);
    for (String secret : aws.secrets()) {
      assertFalse(said.contains(secret), "a secret is logged");
    }
    try (Stream<Path> files = Files.list(folder.resolve(".aws/sso/cache"))) {
      assertEquals(2, files.filter(file -> file.toString().endsWith(".json")).count());
    }
  }

  @Test
  @InjectMojo(goal = "sso-login")
  @MojoParameter(name = "sourceProfile", value = "dev")
  @MojoParameter(name = "ssoDeviceCode", value = "true")
  void aCodeIsEnteredOnAnyDevice(SsoLoginMojo mojo) throws Exception {
    mojo.execute();
    String said = String.join("\n", world.log.lines());
    assertTrue(said.contains("and enter the code "), said);
    assertTrue(said.contains("[INFO] Signed in to corp until 20"), said);
    assertEquals(1, aws.calls("StartDeviceAuthorization").size());
  }

  @Test
  @InjectMojo(goal = "sso-login")
  @MojoParameter(name = "sourceProfile", value = "dev")
  void theBrowserIsSentBackToThePort(SsoLoginMojo mojo) throws Exception {
    int port;
    try (var free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    set(mojo, "ssoRedirectPort", "" + port);
    mojo.execute();
    String redirect =
        String.valueOf(aws.calls("CreateToken").get(0).parameters().get("redirectUri"));
    assertTrue(redirect.contains(":" + port + "/"), redirect);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "65536", "http"})
  void aPortThatIsNoneIsRefused(String port) throws Exception {
    var mojo = new SsoLoginMojo(world.build());
    mojo.setLog(world.log);
    world.environment.put("AWS_PROFILE", "dev");
    set(mojo, "ssoRedirectPort", port);
    var failure = assertThrows(MojoFailureException.class, mojo::execute);
    assertTrue(
        failure.getMessage().contains("<ssoRedirectPort> must be a whole number from 1 to 65535"),
        failure.getMessage());
    assertEquals(0, aws.calls().size());
  }

  @Test
  @InjectMojo(goal = "sso-login")
  @MojoParameter(name = "sourceProfile", value = "dev")
  @MojoParameter(name = "ssoDeviceCode", value = "true")
  @MojoParameter(name = "ssoRedirectPort", value = "8400")
  void aPortAndACodeAreRefused(SsoLoginMojo mojo) {
    var failure = assertThrows(MojoFailureException.class, mojo::execute);
    assertTrue(failure.getMessage().contains("(input-conflict)"), failure.getMessage());
    assertEquals(0, aws.calls().size());
  }

  private static void set(SsoLoginMojo mojo, String name, String value) throws Exception {
    Field field = SsoLoginMojo.class.getSuperclass().getDeclaredField(name);
    field.setAccessible(true);
    field.set(mojo, value);
  }

  /** Tests that a build renews its token when the token expires. */
  @Test
  @InjectMojo(goal = "whoami")
  @MojoParameter(name = "sourceProfile", value = "dev")
  void laterGoalsRenewTheToken(WhoamiMojo whoami) throws Exception {
    aws.identityCenter().token(Duration.ofMinutes(10));
    var login = new SsoLoginMojo(world.build());
    login.setLog(world.log);
    world.environment.put("AWS_PROFILE", "dev");
    login.execute();
    whoami.execute();
    String said = String.join("\n", world.log.lines());
    assertTrue(said.contains("AWSReservedSSO_Deploy_"), said);
    assertEquals(
        "refresh_token", aws.calls("CreateToken").get(1).parameters().get("grantType"), said);
  }

  @Test
  @InjectMojo(goal = "whoami")
  @MojoParameter(name = "sourceProfile", value = "dev")
  void withoutASignInTheGoalIsOffered(WhoamiMojo whoami) {
    var failure = assertThrows(MojoFailureException.class, whoami::execute);
    assertTrue(
        failure.getMessage().contains("mvn credentials:sso-login -Dcredentials.sourceProfile=dev"),
        failure.getMessage());
  }

  @Test
  @InjectMojo(goal = "sso-login")
  @MojoParameter(name = "sourceProfile", value = "dev")
  void inCiNobodyIsWaitedFor(SsoLoginMojo mojo) {
    world.environment.put("CI", "true");
    var failure = assertThrows(MojoFailureException.class, mojo::execute);
    assertTrue(failure.getMessage().contains("(sso-login-needed)"), failure.getMessage());
    assertEquals(0, aws.calls().size());
  }

  @Test
  @InjectMojo(goal = "assume")
  @MojoParameter(name = "sourceProfile", value = "dev")
  @MojoParameter(name = "ssoLogin", value = "auto")
  void aBuildSignsInByItselfWhereAPersonIs(AssumeMojo assume) throws Exception {
    world.attended = true;
    assume.execute();
    String said = String.join("\n", world.log.lines());
    assertTrue(said.contains("[INFO] Signed in to corp until 20"), said);
    assertTrue(said.contains("AWSReservedSSO_Deploy_"), said);
  }

  @Test
  @InjectMojo(goal = "assume")
  @MojoParameter(name = "sourceProfile", value = "dev")
  @MojoParameter(name = "ssoLogin", value = "auto")
  void withoutAPersonABuildFails(AssumeMojo assume) {
    assertLoginNeeded(assume);
  }

  @Test
  @InjectMojo(goal = "assume")
  @MojoParameter(name = "sourceProfile", value = "dev")
  @MojoParameter(name = "ssoLogin", value = "auto")
  void inCiABuildFails(AssumeMojo assume) {
    world.attended = true;
    world.environment.put("CI", "true");
    assertLoginNeeded(assume);
  }

  @Test
  @InjectMojo(goal = "assume")
  @MojoParameter(name = "sourceProfile", value = "dev")
  void withoutTheParameterABuildFails(AssumeMojo assume) {
    world.attended = true;
    assertLoginNeeded(assume);
  }

  private void assertLoginNeeded(AssumeMojo assume) {
    var failure = assertThrows(MojoFailureException.class, assume::execute);
    assertTrue(failure.getMessage().contains("(sso-login-needed)"), failure.getMessage());
    assertEquals(0, aws.calls().size());
  }
}
