package io.github.rolecall.maven;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.option.Input;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.testkit.FakeAws;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.api.di.Provides;
import org.apache.maven.api.plugin.testing.InjectMojo;
import org.apache.maven.api.plugin.testing.MojoParameter;
import org.apache.maven.api.plugin.testing.MojoTest;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.Log;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code credentials:codeartifact-token}, configured as Maven does it and run in this process. */
@MojoTest
class CodeArtifactTokenMojoTest {
  private static final String DEPLOY = "src/test/projects/deploy/pom.xml";
  private static final String ROLE = "arn:aws:iam::111122223333:role/Deploy";
  private static final String CALL = "codeartifact:GetAuthorizationToken";
  private static final String NAMED =
      "<configuration><a b='${credentials.codeArtifactToken}'>x ${credentials.codeArtifactToken}</a></configuration>";
  private static final String EXEC = "org.codehaus.mojo:exec-maven-plugin:exec";
  private static final String ANT = "org.apache.maven.plugins:maven-antrun-plugin:run";

  @TempDir static Path folder;

  private final FakeAws aws = FakeAws.start();
  private final TestWorld world = new TestWorld(folder);
  private Path gitHubEnv;

  /** Before Maven's harness asks for the build. */
  CodeArtifactTokenMojoTest() {
    world.goal = TestGoals.own("codeartifact-token", "default");
  }

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
    gitHubEnv = Files.createTempFile(folder, "env", "");
    world.goals("verify");
    world.environment.putAll(aws.gitHubJob().environment());
    world.environment.put("GITHUB_ENV", gitHubEnv.toString());
    world.environment.put("AWS_ENDPOINT_URL_CODEARTIFACT", aws.url().toString());
  }

  @AfterEach
  void stop() {
    aws.close();
  }

  private String issued() {
    List<String> tokens = aws.secrets().stream().filter(s -> s.startsWith("eyJ2ZXIiO")).toList();
    return tokens.get(tokens.size() - 1);
  }

  private String given(String name, String configuration) {
    MojoExecution goal = TestGoals.goal(name, "x", configuration, Map.of());
    world.start(goal);
    return goal.getConfiguration().toString();
  }

  @Test
  @InjectMojo(goal = "codeartifact-token", pom = DEPLOY)
  @MojoParameter(name = "domain", value = "acme")
  void laterStepsGetTheMaskedToken(CodeArtifactTokenMojo mojo) throws Exception {
    mojo.execute();
    String variables = Files.readString(gitHubEnv);
    assertTrue(variables.startsWith("CODEARTIFACT_AUTH_TOKEN<<"), "the name");
    assertTrue(variables.contains("\n" + issued() + "\n"), "the token");
    assertTrue(world.raw().contains("::add-mask::" + issued()), "the mask");
    String log = world.log.toString();
    assertTrue(
        log.contains("arn:aws:codeartifact:us-east-1:111122223333:domain/acme, requested by"), log);
    assertTrue(log.contains("Exported CODEARTIFACT_AUTH_TOKEN to later steps of the job"), log);
    assertFalse(log.contains(issued()), "the token is in the log");
    assertEquals(
        Map.of("domain", "acme", "domain-owner", "111122223333"),
        aws.calls(CALL).get(0).parameters());
  }

  @Test
  @InjectMojo(goal = "codeartifact-token", pom = DEPLOY)
  @MojoParameter(name = "domain", value = "acme")
  void laterGoalsGetTheTokenWhereTheyNameIt(CodeArtifactTokenMojo mojo) throws Exception {
    mojo.execute();
    String variable = "<CODEARTIFACT_AUTH_TOKEN>" + issued() + "</CODEARTIFACT_AUTH_TOKEN>";
    assertTrue(given(EXEC, "<configuration/>").contains(variable), "a process");
    String named = given("com.example:some-plugin:goal", NAMED);
    assertTrue(named.contains(">x " + issued() + "</a>"), "the text");
    assertTrue(named.contains("b=\"" + issued() + "\""), "the attribute");
    String tests = given("org.apache.maven.plugins:maven-surefire-plugin:test", "<configuration/>");
    assertFalse(tests.contains(issued()), "tests");
    assertFalse(world.jvm.toString().contains(issued()), "properties of the JVM");
    assertFalse(world.sessionProperties().toString().contains(issued()), "properties of Maven");
    world.end(Optional.empty());
  }

  @Test
  @InjectMojo(goal = "codeartifact-token", pom = DEPLOY)
  @MojoParameter(name = "domain", value = "acme")
  void aScriptOfAntGetsAnExpression(CodeArtifactTokenMojo mojo) throws Exception {
    mojo.execute();
    String script =
        given(
            ANT,
            "<configuration><target><exec><arg value='${credentials.codeArtifactToken}'/></exec></target></configuration>");
    assertFalse(script.contains(issued()), "the token is in the script that the plugin writes");
    assertTrue(script.contains("value=\"${rolecall.codeArtifactToken}\""), script);
    assertTrue(script.contains("key=\"CODEARTIFACT_AUTH_TOKEN\""), script);
    assertEquals(issued(), world.jvm.getProperty("rolecall.codeArtifactToken"));
    world.end(Optional.empty());
    assertFalse(world.jvm.toString().contains(issued()), "it stays in the JVM");
  }

  @Test
  @InjectMojo(goal = "codeartifact-token", pom = DEPLOY)
  @MojoParameter(name = "domain", value = "acme")
  void aScriptThatPrintsPropertiesGetsNone(CodeArtifactTokenMojo mojo) throws Exception {
    mojo.execute();
    String configuration =
        "<configuration><target><echoproperties/><exec/></target></configuration>";
    assertFalse(given(ANT, configuration).contains("CODEARTIFACT"), "the script");
    assertFalse(world.jvm.toString().contains(issued()), "the properties");
    String naming =
        configuration.replace("<exec/>", "<echo message='${credentials.codeArtifactToken}'/>");
    var failed = assertThrows(AwaitedRoleException.class, () -> given(ANT, naming));
    assertTrue(String.valueOf(failed.getMessage()).contains("Reports may hold"));
    world.end(Optional.empty());
  }

  /** Nothing masks the log of a GitLab job, and Maven prints what it sets. */
  @Test
  @InjectMojo(goal = "codeartifact-token", pom = DEPLOY)
  @MojoParameter(name = "domain", value = "acme")
  void whatMavenWouldPrintGetsNone(CodeArtifactTokenMojo mojo) throws Exception {
    world.environment.clear();
    world.environment.putAll(aws.gitLabJob().environment());
    world.environment.put("AWS_ENDPOINT_URL_CODEARTIFACT", aws.url().toString());
    world.environment.put("CI_PROJECT_DIR", folder.resolve("job").toString());
    world.log.debugging = true;
    mojo.execute();
    assertFalse(given(EXEC, "<configuration/>").contains("CODEARTIFACT"), "a process");
    var failed =
        assertThrows(
            AwaitedRoleException.class, () -> given("com.example:some-plugin:goal", NAMED));
    assertTrue(String.valueOf(failed.getMessage()).contains("With -X, Maven prints"));
    assertTrue(
        world.log.toString().contains("Later goals of this build get no CODEARTIFACT_AUTH_TOKEN."),
        world.log.toString());
    Path file = folder.resolve("job.tmp").resolve("rolecall-codeartifact.env");
    assertEquals("export CODEARTIFACT_AUTH_TOKEN='" + issued() + "'\n", Files.readString(file));
    world.end(Optional.of(new IllegalStateException("a later goal")));
    assertFalse(Files.exists(file), "the file of a failed build");
  }

  @Test
  @InjectMojo(goal = "codeartifact-token", pom = DEPLOY)
  @MojoParameter(name = "domain", value = "acme")
  void modulesShareOneToken(CodeArtifactTokenMojo mojo) throws Exception {
    mojo.execute();
    mojo.execute();
    assertEquals(1, aws.calls(CALL).size());
    assertEquals(1, aws.calls("AssumeRoleWithWebIdentity").size());
  }

  private String printed(String format, PrintStream errors) {
    world.goals("credentials:codeartifact-token");
    Parameters parameters =
        new Parameters().put(Input.ROLE_TO_ASSUME, ROLE).put(Input.AWS_REGION, "us-east-1");
    var wanted = TokenRequest.of("acme", null, "900", format);
    new CodeArtifactTokenGoal(world.build(), world.log, parameters, wanted).run(errors);
    return world.raw();
  }

  @Test
  void onlyTheTokenIsPrinted() {
    world.log.quiet = true;
    var errors = new ByteArrayOutputStream();
    String printed = printed("text", new PrintStream(errors, true, UTF_8));
    assertEquals(issued() + System.lineSeparator(), printed);
    assertTrue(errors.toString(UTF_8).contains("::add-mask::" + issued()), "the mask");
    assertEquals("900", aws.calls(CALL).get(0).parameters().get("duration"));
  }

  @Test
  void itsEndIsPrintedToo() {
    world.log.quiet = true;
    String printed = printed("json", System.err);
    assertTrue(
        printed.startsWith("{\"authorizationToken\":\"" + issued() + "\",\"expiration\":\"2"),
        "the form");
  }

  @Test
  void besideTheLogNothingIsPrinted() {
    var failure = assertThrows(CredentialsException.class, () -> printed("text", System.err));
    assertEquals("input-invalid", failure.problem().code());
    assertEquals(List.of(), aws.calls());
  }

  @Test
  @InjectMojo(goal = "codeartifact-token", pom = DEPLOY)
  @MojoParameter(name = "domain", value = "acme")
  @MojoParameter(name = "exportToJob", value = "false")
  void aTokenThatNothingUsesIsReported(CodeArtifactTokenMojo mojo) throws Exception {
    world.goals("credentials:codeartifact-token");
    mojo.execute();
    assertEquals("", Files.readString(gitHubEnv));
    String log = world.log.toString();
    assertTrue(
        log.contains("mvn -q credentials:codeartifact-token -Dcredentials.domain=acme"), log);
  }

  @ParameterizedTest
  @CsvSource({
    "domain, Acme, must be 2 to 50 lowercase letters",
    "domain, '', must be 2 to 50 lowercase letters",
    "domainOwner, 1111, must be an account: 12 digits",
    "tokenDurationSeconds, 60, must be 0",
    "format, xml, must be one of text"
  })
  void aWrongParameterIsNamed(String name, String value, String expected) throws Exception {
    var goal = new CodeArtifactTokenMojo(world.build());
    goal.setLog(world.log);
    set(goal, "domain", "acme");
    set(goal, name, value);
    var failure = assertThrows(MojoFailureException.class, goal::execute);
    assertTrue(failure.getMessage().contains("<" + name + "> " + expected), failure.getMessage());
    assertEquals(List.of(), aws.calls(), "nothing is asked");
  }

  private static void set(CodeArtifactTokenMojo goal, String name, String value) throws Exception {
    var field = CodeArtifactTokenMojo.class.getDeclaredField(name);
    field.setAccessible(true);
    field.set(goal, value);
  }

  @Test
  @InjectMojo(goal = "codeartifact-token", pom = DEPLOY)
  @MojoParameter(name = "domain", value = "denied-one")
  void aRefusalNamesThePermissions(CodeArtifactTokenMojo mojo) throws Exception {
    var failure = assertThrows(MojoFailureException.class, mojo::execute);
    assertTrue(failure.getMessage().contains("(codeartifact-denied)"), failure.getMessage());
    assertTrue(failure.getMessage().contains("sts:GetServiceBearerToken"), failure.getMessage());
    assertEquals("", Files.readString(gitHubEnv));
  }
}
