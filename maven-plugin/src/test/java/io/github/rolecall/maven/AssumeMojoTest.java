package io.github.rolecall.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.input.Inputs;
import io.github.rolecall.option.FrontEnd;
import io.github.rolecall.option.Goal;
import io.github.rolecall.option.Input;
import io.github.rolecall.testkit.FakeAws;
import io.github.rolecall.testkit.ci.CommandFiles;
import io.github.rolecall.testkit.ci.TestProxy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.maven.api.di.Provides;
import org.apache.maven.api.plugin.testing.InjectMojo;
import org.apache.maven.api.plugin.testing.MojoParameter;
import org.apache.maven.api.plugin.testing.MojoTest;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.Log;
import org.apache.maven.settings.Proxy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests of {@code credentials:assume}, which is configured as Maven does it and runs in this
 * process.
 */
@MojoTest
class AssumeMojoTest {
  private static final String DEPLOY = "src/test/projects/deploy/pom.xml";
  private static final String ROLE = "arn:aws:iam::111122223333:role/Deploy";
  private static final String EVERYTHING = "src/test/projects/everything/pom.xml";

  /** An outer Maven with a process id that does not exist. */
  private static final List<OuterBuild.Ancestor> ANOTHER_MAVEN =
      List.of(
          new OuterBuild.Ancestor(
              Integer.MAX_VALUE,
              List.of("java", "org.codehaus.plexus.classworlds.launcher.Launcher")));

  @TempDir static Path folder;

  private final FakeAws aws = FakeAws.start();
  private final TestWorld world = new TestWorld(folder);
  private Path gitHubEnv;

  @Provides
  MavenContext build() {
    return world.build();
  }

  @Provides
  Log log() {
    return world.log;
  }

  @BeforeEach
  void aJobOfGitHub() throws IOException {
    world.environment.putAll(aws.gitHubJob().environment());
    gitHubEnv = Files.writeString(folder.resolve("github-env"), "");
    world.environment.put("GITHUB_ENV", gitHubEnv.toString());
  }

  @AfterEach
  void stop() {
    aws.close();
  }

  @Test
  @InjectMojo(goal = "assume", pom = EVERYTHING)
  void everyParameterArrives(AssumeMojo mojo) {
    Inputs inputs = mojo.parameters().inputs(world.environment);
    for (Input input : Goal.ASSUME.inputs(FrontEnd.MAVEN)) {
      String name = input.parameter();
      String expected =
          input.kind() == Input.Kind.LIST ? name + "-1\n" + name + "-2" : name + "-value";
      assertEquals(Optional.of(expected), inputs.text(input), name);
      assertEquals("<" + name + ">", inputs.name(input));
    }
  }

  @Test
  @InjectMojo(goal = "assume", pom = DEPLOY)
  @MojoParameter(name = "allowedAccountIds", value = "111122223333, 444455556666\n999988887777")
  void aListCanBeTextWithCommasOrLines(AssumeMojo mojo) {
    Inputs inputs = mojo.parameters().inputs(world.environment);
    assertEquals(
        List.of("111122223333", "444455556666", "999988887777"),
        inputs.list(Input.ALLOWED_ACCOUNT_IDS));
  }

  @Test
  @InjectMojo(goal = "assume", pom = DEPLOY)
  @MojoParameter(name = "refresh", value = "true")
  void refreshGivesLaterGoalsAnAddress(AssumeMojo mojo) throws Exception {
    mojo.execute();
    assertNull(world.jvm.getProperty("aws.secretAccessKey"));
    assertTrue(
        world.jvm.getProperty("aws.containerCredentialsFullUri").startsWith("http://127.0.0.1:"));
  }

  @Test
  @InjectMojo(goal = "assume", pom = DEPLOY)
  @MojoParameter(name = "refresh", value = "true")
  @MojoParameter(name = "export", value = "file")
  void onlyAnEndpointCanRefresh(AssumeMojo mojo) {
    var thrown = assertThrows(MojoFailureException.class, mojo::execute);
    assertTrue(
        thrown.getMessage().contains("<refresh> and <export>file</export> are both set: only an"),
        thrown.getMessage());
    assertEquals(List.of(), aws.calls("AssumeRoleWithWebIdentity"));
  }

  @Test
  @InjectMojo(goal = "assume", pom = DEPLOY)
  void theBuildAndTheJobGetTheCredentials(AssumeMojo mojo) throws Exception {
    mojo.execute();

    String id = world.jvm.getProperty("aws.accessKeyId");
    String secret = world.jvm.getProperty("aws.secretAccessKey");
    String token = world.jvm.getProperty("aws.sessionToken");
    assertTrue(aws.secrets().containsAll(List.of(secret, token)));
    assertEquals(
        properties(
            "aws.accessKeyId", id,
            "aws.secretAccessKey", secret,
            "aws.secretKey", secret,
            "aws.sessionToken", token,
            "aws.region", "us-east-1"),
        world.jvm);
    assertEquals(new Properties(), world.sessionProperties());
    assertEquals(secret, CommandFiles.parse(text(gitHubEnv)).get("AWS_SECRET_ACCESS_KEY"));
    assertTrue(world.log.toString().contains("[INFO] Exported to later goals of this build."));
    assertTrue(world.log.toString().contains(":assumed-role/Deploy/"), world.log.toString());
    assertTrue(world.raw().contains("::add-mask::" + secret + "\n"), world.raw());
    assertNoSecretIn(world.log.toString());
  }

  @Test
  @InjectMojo(goal = "assume", pom = DEPLOY)
  void onlyWhatIsHandedOnIsMasked(AssumeMojo mojo) throws Exception {
    mojo.execute();

    assertEquals(
        Set.of(
            world.jvm.getProperty("aws.accessKeyId"),
            world.jvm.getProperty("aws.secretAccessKey"),
            world.jvm.getProperty("aws.sessionToken")),
        world
            .raw()
            .lines()
            .map(line -> line.substring("::add-mask::".length()))
            .collect(Collectors.toSet()));
  }

  @Test
  @InjectMojo(goal = "assume", pom = DEPLOY)
  @MojoParameter(name = "export", value = "endpoint")
  @MojoParameter(name = "exportToJob", value = "false")
  void nothingIsMaskedWhereNoKeyIsHandedOn(AssumeMojo mojo) throws Exception {
    mojo.execute();

    assertEquals("", world.raw());
    assertTrue(world.jvm.containsKey("aws.containerCredentialsFullUri"));
  }

  @Test
  @InjectMojo(goal = "assume", pom = DEPLOY)
  void insideAnotherBuildAnAddressIsHandedOnAndNothingIsMaskedOrExported(AssumeMojo mojo)
      throws Exception {
    world.ancestors = ANOTHER_MAVEN;
    mojo.execute();

    String log = world.log.toString();
    assertEquals("", world.raw());
    assertEquals("", text(gitHubEnv));
    assertTrue(world.jvm.containsKey("aws.containerCredentialsFullUri"));
    assertFalse(world.jvm.containsKey("aws.secretAccessKey"));
    assertTrue(log.contains("runs inside another build"), log);
    assertTrue(log.contains("<exportToJob>true</exportToJob>"), log);
    assertNoSecretIn(log);
  }

  @Test
  @InjectMojo(goal = "assume", pom = DEPLOY)
  void aMarkOfAnotherBuildIsEnough(AssumeMojo mojo) throws Exception {
    world.environment.put("ROLECALL_BUILD", "maven");
    mojo.execute();

    assertEquals("", world.raw());
    assertEquals("", text(gitHubEnv));
  }

  /**
   * The environment can have keys of the outer build. They take precedence over an endpoint in
   * every AWS SDK.
   */
  @Test
  @InjectMojo(goal = "assume", pom = DEPLOY)
  void keysAroundABuildInsideAnotherDoNotWin(AssumeMojo mojo) throws Exception {
    world.ancestors = ANOTHER_MAVEN;
    world.environment.put("AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7ROLECAL");
    world.environment.put("AWS_SECRET_ACCESS_KEY", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYROLECALLKEY");
    mojo.execute();

    assertEquals("", world.raw());
    assertTrue(aws.secrets().contains(world.jvm.getProperty("aws.secretAccessKey")));
    assertFalse(world.jvm.containsKey("aws.containerCredentialsFullUri"));
  }

  @Test
  @InjectMojo(goal = "assume", pom = DEPLOY)
  @MojoParameter(name = "exportToJob", value = "true")
  void aBuildInsideAnotherThatCannotMaskExportsNothing(AssumeMojo mojo) {
    world.ancestors = ANOTHER_MAVEN;
    var failure = assertThrows(MojoFailureException.class, mojo::execute);

    assertTrue(failure.getMessage().contains("<exportToJob>"), failure.getMessage());
    assertTrue(failure.getMessage().contains("(keys-exposed)"), failure.getMessage());
    assertEquals(List.of(), aws.calls());
    assertNothingHandedOn();
  }

  @Test
  @InjectMojo(goal = "assume", pom = DEPLOY)
  @MojoParameter(name = "export", value = "env")
  void keysThatTheUserChoosesInsideAnotherBuildAreWarnedOf(AssumeMojo mojo) throws Exception {
    world.ancestors = ANOTHER_MAVEN;
    mojo.execute();

    assertEquals("", world.raw());
    assertTrue(world.jvm.containsKey("aws.secretAccessKey"));
    assertTrue(world.log.toString().contains("[WARNING] This build runs inside another build"));
    assertNoSecretIn(world.log.toString());
  }

  @Test
  @InjectMojo(goal = "assume", pom = DEPLOY)
  @MojoParameter(name = "maskAwsAccountId", value = "true")
  void whatCannotBeMaskedIsLeftOutOfTheLog(AssumeMojo mojo) throws Exception {
    world.ancestors = ANOTHER_MAVEN;
    mojo.execute();

    assertEquals("", world.raw());
    assertFalse(world.log.toString().contains("111122223333"), world.log.toString());
  }

  @Test
  @InjectMojo(goal = "assume")
  @MojoParameter(name = "config", value = "rolecall.yaml")
  @MojoParameter(name = "dryRun", value = "true")
  void aFileOfSettingsIsThatOfTheModule(AssumeMojo mojo) throws Exception {
    Path file = folder.resolve("rolecall.yaml");
    Files.writeString(file, "role-to-assume: " + ROLE + "\naws-region: eu-west-3\n");
    mojo.execute();

    String log = world.log.toString();
    assertTrue(
        log.contains("<awsRegion>: eu-west-3, from aws-region in " + file + ", line 2"), log);
    assertTrue(log.contains("role: " + ROLE), log);
  }

  @Test
  void modulesWithFilesOfTheirOwnAreToldApart(@TempDir Path other) {
    var parameters = new Parameters().put(Input.CONFIG, "rolecall.yaml");
    assertNotEquals(
        world.build().resolved(parameters), new TestWorld(other).build().resolved(parameters));
    var none = new Parameters().put(Input.CONFIG, "");
    assertEquals(none, world.build().resolved(none));
  }

  @Test
  @InjectMojo(goal = "assume", pom = DEPLOY)
  @MojoParameter(name = "exportToJob", value = "false")
  @MojoParameter(name = "envFile", value = "keys/aws.env")
  void aFileOfTheProjectCanTakeThePlaceOfTheJob(AssumeMojo mojo) throws Exception {
    mojo.execute();

    assertEquals("", text(gitHubEnv));
    String file = text(folder.resolve("keys").resolve("aws.env"));
    assertTrue(
        file.contains(
            "export AWS_SECRET_ACCESS_KEY='" + world.jvm.get("aws.secretAccessKey") + "'\n"),
        file);
  }

  @Test
  @InjectMojo(goal = "assume")
  void keysWithoutATokenLeaveNoneBehind(AssumeMojo mojo) throws Exception {
    world.environment.clear();
    world.environment.put("AWS_ENDPOINT_URL_STS", aws.url().toString());
    world.environment.put("AWS_REGION", "eu-central-1");
    world.environment.put("AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7ROLECAL");
    world.environment.put("AWS_SECRET_ACCESS_KEY", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYROLECALLKEY");
    world.jvm.setProperty("aws.sessionToken", "of somebody else");

    mojo.execute();

    assertEquals("AKIAIOSFODNN7ROLECAL", world.jvm.getProperty("aws.accessKeyId"));
    assertNull(world.jvm.getProperty("aws.sessionToken"));
  }

  @Test
  @InjectMojo(goal = "assume", pom = DEPLOY)
  @MojoParameter(name = "roleDurationSeconds", value = "soon")
  void aWrongValueIsNamedAsItStandsInThePom(AssumeMojo mojo) {
    var failure = assertThrows(MojoFailureException.class, mojo::execute);

    assertTrue(
        failure.getMessage().startsWith("<roleDurationSeconds> must be a whole number"),
        failure.getMessage());
    assertTrue(failure.getMessage().contains("'soon'"), failure.getMessage());
    assertNull(failure.getCause());
    assertEquals(List.of(), aws.calls());
    assertNothingHandedOn();
  }

  @Test
  @InjectMojo(goal = "assume", pom = DEPLOY)
  void aDeniedRoleIsExplained(AssumeMojo mojo) {
    world.environment.putAll(aws.gitHubJob().repository("octo-org/other").environment());

    var failure = assertThrows(MojoFailureException.class, mojo::execute);

    assertTrue(failure.getMessage().contains("(role-denied)"), failure.getMessage());
    assertTrue(
        failure.getMessage().contains("repo:octo-org/other:ref:refs/heads/main"),
        failure.getMessage());
    assertNull(failure.getCause());
    assertNoSecretIn(failure.getMessage());
    assertNoSecretIn(world.log.toString());
    assertNothingHandedOn();
  }

  @Test
  @InjectMojo(goal = "assume", pom = DEPLOY)
  @MojoParameter(name = "allowedAccountIds", value = "444455556666")
  void nothingIsHandedOnFromAnotherAccount(AssumeMojo mojo) {
    var failure = assertThrows(MojoFailureException.class, mojo::execute);

    assertTrue(failure.getMessage().contains("<allowedAccountIds>"), failure.getMessage());
    assertEquals(1, aws.calls("AssumeRoleWithWebIdentity").size());
    assertNothingHandedOn();
  }

  @Test
  @InjectMojo(goal = "assume", pom = DEPLOY)
  @MojoParameter(name = "envFile", value = "github-env/no-folder/aws.env")
  void nothingIsHandedOnWhenOnePlaceCannotTakeIt(AssumeMojo mojo) {
    var failure = assertThrows(MojoFailureException.class, mojo::execute);

    assertTrue(failure.getMessage().contains("github-env/no-folder"), failure.getMessage());
    assertNothingHandedOn();
  }

  @Test
  @InjectMojo(goal = "assume", pom = EVERYTHING)
  @MojoParameter(name = "skip", value = "true")
  void aSkippedGoalDoesNothingWhateverElseIsSet(AssumeMojo mojo) throws Exception {
    mojo.execute();

    assertEquals(List.of(), aws.calls());
    assertEquals(List.of(), world.log.lines());
    assertNothingHandedOn();
  }

  @Test
  @InjectMojo(goal = "assume", pom = DEPLOY)
  @MojoParameter(name = "environmentPrefix", value = "AUDIT_")
  void variablesThatTheLogWouldShowAreRefused(AssumeMojo mojo) throws Exception {
    world.environment.clear();
    world.environment.putAll(aws.gitLabJob().environment());
    world.log.debugging = true;

    var failure = assertThrows(MojoFailureException.class, mojo::execute);

    assertTrue(failure.getMessage().contains("<environmentPrefix>"), failure.getMessage());
    assertTrue(failure.getMessage().contains("<export>env</export>"), failure.getMessage());
    assertEquals(List.of(), aws.calls());
  }

  @Test
  @InjectMojo(goal = "assume", pom = DEPLOY)
  void aFaultOfOursShowsNoTextFromElsewhere(AssumeMojo mojo) {
    world.http =
        request -> {
          throw new IllegalStateException("a text with a secret");
        };

    var failure = assertThrows(MojoExecutionException.class, mojo::execute);

    assertTrue(failure.getMessage().contains("IllegalStateException"), failure.getMessage());
    assertFalse(failure.getMessage().contains("a text with a secret"), failure.getMessage());
    assertNull(failure.getCause());
    assertNothingHandedOn();
  }

  @Test
  @InjectMojo(goal = "assume", pom = DEPLOY)
  void theProxyOfTheSettingsIsUsed(AssumeMojo mojo) throws Exception {
    try (var proxy = TestProxy.requiring("me", "p@ss:w+rd")) {
      var setting = new Proxy();
      setting.setHost("127.0.0.1");
      setting.setPort(proxy.url().getPort());
      setting.setUsername("me");
      setting.setPassword("p@ss:w+rd");
      setting.setNonProxyHosts("nexus.example.com|*.example.org");
      world.add(setting);

      mojo.execute();

      assertTrue(
          proxy.requests().stream()
              .anyMatch(request -> request.contains("localhost:" + aws.url().getPort())),
          proxy.requests().toString());
      assertFalse(world.log.toString().contains("w+rd"), world.log.toString());
      assertFalse(world.raw().contains("w+rd"), world.raw());
      assertFalse(world.log.toString().contains("***"), world.log.toString());
    }
  }

  private void assertNothingHandedOn() {
    assertEquals(new Properties(), world.jvm);
    assertEquals(new Properties(), world.sessionProperties());
    assertEquals("", text(gitHubEnv));
  }

  private void assertNoSecretIn(String text) {
    for (String secret : aws.secrets()) {
      assertFalse(text.contains(secret), text);
    }
  }

  private static Properties properties(String... namesAndValues) {
    var properties = new Properties();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      properties.setProperty(namesAndValues[i], namesAndValues[i + 1]);
    }
    return properties;
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
