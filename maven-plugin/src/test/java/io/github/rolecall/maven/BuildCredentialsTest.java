package io.github.rolecall.maven;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.host.Host;
import io.github.rolecall.http.ServerClock;
import io.github.rolecall.option.Input;
import io.github.rolecall.session.Assumed;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.apache.maven.plugin.MojoExecution;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BuildCredentialsTest {
  private static final String EXEC = "org.codehaus.mojo:exec-maven-plugin:exec";
  private static final String JAVA = "org.codehaus.mojo:exec-maven-plugin:java";
  private static final String ANT = "org.apache.maven.plugins:maven-antrun-plugin:run";
  private static final String TEST = "org.apache.maven.plugins:maven-surefire-plugin:test";
  private static final String PRINT = "org.apache.maven.plugins:maven-help-plugin:system";
  private static final String COMPILE = "org.apache.maven.plugins:maven-compiler-plugin:compile";

  private final Properties jvm = new Properties();
  private final RecordingLog log = new RecordingLog();
  private final BuildCredentials buildCredentials =
      new BuildCredentials(
          new JvmProperties(() -> jvm, TestGoals.originals()),
          false,
          log,
          new ServerClock(Clock.systemUTC()));

  @Test
  void atTheEndTheJvmIsAsItWasBefore() {
    jvm.setProperty("aws.region", "eu-west-1");
    jvm.setProperty("aws.sessionToken", "of somebody else");

    HandedOn.toAll(buildCredentials, "one");
    HandedOn.toAll(buildCredentials, "two");
    assertEquals("us-east-1", jvm.getProperty("aws.region"));
    assertEquals("key-two", jvm.getProperty("aws.secretKey"));
    buildCredentials.remove();

    assertEquals(Map.of("aws.region", "eu-west-1", "aws.sessionToken", "of somebody else"), jvm);
    assertEquals(Map.of(), buildCredentials.keys(TestGoals.own("whoami", "x"), "a"));
  }

  @Test
  void theSameQuestionIsNotAskedTwiceWhileTheAnswerIsGood() {
    Instant now = Instant.parse("2026-11-21T10:00:00Z");
    Parameters question = HandedOn.parameters("Deploy", "");
    Assumed hour = HandedOn.expiring("Deploy", Optional.of(now.plusSeconds(3600)));
    HandoffOptions options = HandedOn.options("default", question);
    buildCredentials.deliver(question, options, "a", hour, HandedOn.keys(hour), HandedOn.NO_ECR);

    Parameters same = HandedOn.parameters("Deploy", "");
    assertEquals(
        Optional.of(hour), buildCredentials.known(same, now).flatMap(known -> known.good(now)));
    assertTrue(buildCredentials.known(HandedOn.parameters("Other", ""), now).isEmpty());
    assertTrue(buildCredentials.known(same, now.plusSeconds(3400)).isEmpty());
    buildCredentials.remove();
    assertTrue(buildCredentials.known(same, now).isEmpty());
  }

  @Test
  void goalsThatAnExecutionNamesGetItsCredentialsAndTheRestTheOthers() {
    HandedOn.toAll(buildCredentials, "rest");
    HandedOn.to(buildCredentials, "staging", "@staging", "a");
    HandedOn.to(buildCredentials, "prod", "exec:exec@prod-*, com.example:*", "a");

    assertEquals("ASIA-rest", variable(started(EXEC, "other")));
    assertEquals("ASIA-staging", variable(started(EXEC, "staging")));
    assertEquals("ASIA-prod", variable(started(EXEC, "prod-eu")));
    started("com.example:any:thing", "x");
    assertEquals("key-prod", jvm.getProperty("aws.secretAccessKey"));
    started(JAVA, "x");
    assertEquals("key-rest", jvm.getProperty("aws.secretAccessKey"));
  }

  @Test
  void excludedGoalsGetNoneAndThatIsSaidOnce() {
    HandedOn.toAll(buildCredentials, "before");
    HandedOn.toAllExcept(buildCredentials, "one", "surefire, exec@x");

    assertNull(started(TEST, "default-test").getConfiguration());
    assertEquals(new Properties(), jvm);
    assertNull(started(TEST, "again").getConfiguration());
    assertNull(started(EXEC, "x").getConfiguration());
    assertEquals("ASIA-one", variable(started(EXEC, "y")));
    assertEquals("key-one", jvm.getProperty("aws.secretAccessKey"));
    String told = "[INFO] maven-surefire-plugin:test gets no AWS credentials";
    assertEquals(1, log.lines().stream().filter(line -> line.startsWith(told)).count());
  }

  @Test
  void aRoleThatIsAwaitedIsNotAssumedForAnExcludedGoal() {
    Parameters parameters = HandedOn.parameters("lazy", "").with(Input.EXCEPT, "surefire");
    buildCredentials.await(
        parameters,
        HandedOn.options("default", parameters),
        "a",
        () -> {
          throw new IllegalStateException("assumed");
        });
    assertNull(started(TEST, "default-test").getConfiguration());
  }

  @Test
  void inAParallelBuildMavensJvmCannotExcludeAGoal() {
    var beside =
        new BuildCredentials(
            new JvmProperties(() -> jvm, TestGoals.originals()),
            true,
            log,
            new ServerClock(Clock.systemUTC()));
    HandedOn.toAllExcept(beside, "one", "exec");
    beside.starting(TestGoals.goal(JAVA, "x", null), "a", expression -> expression);
    assertTrue(log.toString().contains("[WARNING] exec-maven-plugin:java"), log.toString());
    assertTrue(log.toString().contains("ignore <except>"), log.toString());
  }

  @Test
  void executionsOfOneNameHaveProfilesOfTheirOwn(@TempDir Path home) {
    for (String role : List.of("one", "two", "two")) {
      toProfile(home, "deploy", role, "@" + role);
    }
    assertEquals("deploy", profile(started(EXEC, "one")));
    assertEquals("deploy-2", profile(started(EXEC, "two")));
    buildCredentials.remove();
    assertFalse(Files.exists(home.resolve(".aws")));
  }

  @Test
  void ofTwoExecutionsForAllGoalsTheSecondHasAProfileOfItsOwn(@TempDir Path home)
      throws IOException {
    toProfile(home, "one", "one", "");
    assertNull(variables(started(EXEC, "x")).getChild("AWS_PROFILE"));
    for (int modules = 0; modules < 2; modules++) {
      toProfile(home, "default", "two", "");
    }
    assertEquals("rolecall", profile(started(EXEC, "x")));
    assertEquals("rolecall", jvm.getProperty("aws.profile"));
    String text = Files.readString(home.resolve(".aws").resolve("credentials"));
    assertTrue(text.contains("[default]"), text);
    assertTrue(
        log.toString().contains("Goals get the name of the profile rolecall"), log::toString);
    buildCredentials.remove();
    assertFalse(Files.exists(home.resolve(".aws")));
  }

  private void toProfile(Path home, String execution, String role, String only) {
    Parameters parameters = HandedOn.parameters(role, only);
    Host host =
        Host.of(
            Map.of(), home, home, new PrintStream(OutputStream.nullOutputStream(), true, UTF_8));
    Assumed assumed = HandedOn.assumed(role);
    HandoffOptions options = HandedOn.options(execution, parameters);
    Optional<String> told = buildCredentials.profile(options, parameters);
    buildCredentials.forgetExpired(parameters);
    Delivery delivery = ProfileDelivery.prepared(assumed, told, host, Set.of());
    delivery.open();
    buildCredentials.deliver(parameters, options, "a", assumed, delivery, HandedOn.NO_ECR);
  }

  private static String profile(MojoExecution goal) {
    return variables(goal).getChild("AWS_PROFILE").getValue();
  }

  private static Xpp3Dom variables(MojoExecution goal) {
    return goal.getConfiguration().getChild("environmentVariables");
  }

  @Test
  void withoutCredentialsForTheRestTheRestGetsNone() {
    HandedOn.to(buildCredentials, "staging", "@staging", "a");

    started(JAVA, "staging");
    assertEquals("key-staging", jvm.getProperty("aws.secretAccessKey"));
    assertNull(started(EXEC, "other").getConfiguration());
    assertEquals(new Properties(), jvm);
  }

  @Test
  void aProjectHasWhatItsOwnPomSays() {
    HandedOn.to(buildCredentials, "one", "", "a");
    HandedOn.to(buildCredentials, "two", "", "b");

    assertEquals("ASIA-one", variable(started(EXEC, "x", "a", null)));
    assertEquals("ASIA-two", variable(started(EXEC, "x", "b", null)));
    assertEquals("ASIA-two", variable(started(EXEC, "x", "c", null)));
    assertTrue(log.toString().contains("instead of those of arn-one"), log.toString());
  }

  @Test
  void expressionsStandForTheCredentialsOfTheGoal() {
    HandedOn.toAll(buildCredentials, "rest");
    HandedOn.to(buildCredentials, "prod", "@prod", "a");
    String pom =
        "<configuration><x a='${credentials.region}'>"
            + "<y>${credentials.accessKeyId}/${credentials.secretAccessKey} ${other}</y></x>"
            + "</configuration>";

    Xpp3Dom x = started(COMPILE, "prod", "a", pom).getConfiguration().getChild("x");

    assertEquals("ASIA-prod/key-prod ${other}", x.getChild("y").getValue());
    assertEquals("us-east-1", x.getAttribute("a"));
  }

  @Test
  void aGoalThatExchangesAllPropertiesOfTheJvmChangesNothing() {
    var others = new Properties();
    var current = new Properties[] {jvm};
    var goals =
        new BuildCredentials(
            new JvmProperties(() -> current[0], TestGoals.originals()),
            false,
            log,
            new ServerClock(Clock.systemUTC()));
    HandedOn.toAll(goals, "rest");
    current[0] = others;
    goals.starting(TestGoals.goal(JAVA, "x", null), "a", expression -> expression);
    assertEquals("key-rest", others.getProperty("aws.secretAccessKey"));
    goals.remove();
    assertEquals(new Properties(), others);
  }

  @Test
  void antGetsExpressionsOfItsOwnAndNoSecret() {
    HandedOn.toAll(buildCredentials, "rest");
    String pom =
        "<configuration><target><echo message='${credentials.secretAccessKey}'/><exec/></target>"
            + "</configuration>";

    String script = started(ANT, "x", "a", pom).getConfiguration().toString();

    assertFalse(script.contains("key-rest"), script);
    assertTrue(script.contains("message=\"${rolecall.1.secretAccessKey}\""), script);
    assertTrue(script.contains("value=\"${rolecall.1.AWS_SECRET_ACCESS_KEY}\""), script);
    assertEquals("key-rest", jvm.getProperty("rolecall.1.secretAccessKey"));
    assertEquals("key-rest", jvm.getProperty("rolecall.1.AWS_SECRET_ACCESS_KEY"));
    started(JAVA, "x");
    assertNull(jvm.getProperty("rolecall.1.secretAccessKey"));
  }

  @Test
  void aGoalThatPrintsPropertiesSeesNone() {
    HandedOn.toAll(buildCredentials, "rest");
    started(PRINT, "x");
    assertEquals(new Properties(), jvm);
    started(JAVA, "x");
    assertEquals("key-rest", jvm.getProperty("aws.secretAccessKey"));
  }

  @Test
  void testsInMavensJvmGetAnAddressAsTheirReportsHoldItsProperties() {
    HandedOn.toAll(buildCredentials, "rest");
    String pom = "<configuration><forkCount>${forkCount}</forkCount></configuration>";

    MojoExecution goal = TestGoals.goal(TEST, "x", pom);
    buildCredentials.starting(goal, "a", expression -> "0");
    assertFalse(jvm.toString().contains("rest"), jvm.toString());
    assertTrue(jvm.containsKey("aws.containerCredentialsFullUri"), jvm.toString());

    buildCredentials.starting(TestGoals.goal(TEST, "x", pom), "a", expression -> "1");
    assertEquals("key-rest", jvm.getProperty("aws.secretAccessKey"));
    assertFalse(jvm.containsKey("aws.containerCredentialsFullUri"), jvm.toString());
    buildCredentials.remove();
  }

  @ParameterizedTest
  @CsvSource({
    "org.codehaus.mojo:exec-maven-plugin:java, mainClass, org.junit.platform.console.ConsoleLauncher",
    "org.codehaus.mojo:exec-maven-plugin:java, mainClass, io.cucumber.core.cli.Main",
    "org.scalatest:scalatest-maven-plugin:test, forkMode, never"
  })
  void otherTestsInMavensJvmGetAnAddressToo(String goal, String parameter, String value) {
    HandedOn.toAll(buildCredentials, "rest");
    String pom = "<configuration><%1$s>%2$s</%1$s></configuration>".formatted(parameter, value);
    started(goal, "x", "a", pom);
    assertFalse(jvm.toString().contains("key-rest"), jvm.toString());
    assertTrue(jvm.containsKey("aws.containerCredentialsFullUri"), jvm.toString());

    started(goal, "x", "a", pom.replace(value, "com.example.Main"));
    assertEquals("key-rest", jvm.getProperty("aws.secretAccessKey"));
    buildCredentials.remove();
    assertEquals(new Properties(), jvm);
  }

  @ParameterizedTest
  @ValueSource(strings = {"echoproperties", "junit", "junitlauncher", "testng"})
  void aScriptThatReportsPropertiesGetsAnAddressInItsProcessesToo(String task) {
    HandedOn.toAll(buildCredentials, "rest");
    String pom =
        "<configuration><target><sequential><%s/></sequential><exec/>".formatted(task)
            + "<echo message='${credentials.secretAccessKey}'/></target></configuration>";

    String script = started(ANT, "x", "a", pom).getConfiguration().toString();

    assertFalse(jvm.toString().contains("-rest"), jvm.toString());
    assertTrue(
        jvm.getProperty("rolecall.1.AWS_CONTAINER_CREDENTIALS_FULL_URI").startsWith("http://127"),
        jvm.toString());
    assertTrue(script.contains("${rolecall.1.AWS_CONTAINER_CREDENTIALS_FULL_URI}"), script);
    assertFalse(script.contains("SECRET"), script);
    assertTrue(log.toString().contains("reports may hold what it gets"), log.toString());
    buildCredentials.remove();
    assertEquals(new Properties(), jvm);
  }

  @Test
  void aScriptThatReportsPropertiesGetsNoVariablesWithAPrefix() {
    Parameters parameters = HandedOn.parameters("staging", "");
    buildCredentials.deliver(
        parameters,
        HandedOn.options("staging", parameters),
        "a",
        HandedOn.assumed("staging"),
        new Delivery.Keys(true, Map.of("STAGING_AWS_SECRET_ACCESS_KEY", "key-staging"), Map.of()),
        HandedOn.NO_ECR);
    String pom = "<configuration><target><echoproperties/><exec/></target></configuration>";
    String script = started(ANT, "x", "a", pom).getConfiguration().toString();
    assertFalse(script.contains("STAGING"), script);
    assertFalse(jvm.toString().contains("key-staging"), jvm.toString());
    assertTrue(log.toString().contains("gets no variables with a prefix"), log.toString());

    String other = pom.replace("<echoproperties/>", "");
    assertTrue(started(ANT, "y", "a", other).getConfiguration().toString().contains("STAGING"));
    assertTrue(jvm.toString().contains("key-staging"), jvm.toString());
  }

  /** All goals share the properties, so one goal's report would hold the keys of the others. */
  @ParameterizedTest
  @ValueSource(strings = {TEST, PRINT})
  void inAParallelBuildTheJvmHasNoKeysFromTheFirstGoalOnThatReportsProperties(String goal) {
    var parallel =
        new BuildCredentials(
            new JvmProperties(() -> jvm, TestGoals.originals()),
            true,
            log,
            new ServerClock(Clock.systemUTC()));
    HandedOn.toAll(parallel, "rest");
    parallel.starting(TestGoals.goal(JAVA, "x", null), "a", expression -> expression);
    String script =
        "<configuration><target><exec/><echo message='${credentials.secretAccessKey}'/></target>"
            + "</configuration>";
    parallel.starting(TestGoals.goal(ANT, "x", script), "a", expression -> expression);
    assertEquals("key-rest", jvm.getProperty("aws.secretAccessKey"));
    assertEquals("key-rest", jvm.getProperty("rolecall.1.AWS_SECRET_ACCESS_KEY"));
    String inJvm = "<configuration><forkCount>0</forkCount></configuration>";
    parallel.starting(TestGoals.goal(goal, "x", inJvm), "b", expression -> expression);
    for (int later = 0; later < 2; later++) {
      assertFalse(jvm.toString().contains("key-rest"), jvm::toString);
      assertTrue(jvm.containsKey("aws.containerCredentialsFullUri"), jvm::toString);
      // Other modules have goals, and credentials of their own, at the same time.
      HandedOn.toAll(parallel, "rest");
      parallel.starting(TestGoals.goal(JAVA, "y", null), "a", expression -> expression);
      parallel.starting(TestGoals.goal(ANT, "y", script), "a", expression -> expression);
    }
    assertEquals(1, log.toString().split("may write system properties", -1).length - 1);
    parallel.remove();
    assertEquals(new Properties(), jvm);
  }

  @Test
  void aRoleThatIsAwaitedIsAssumedForTheFirstGoalThatMayUseIt() {
    var asked = new ArrayList<String>();
    Parameters parameters = HandedOn.parameters("lazy", "");
    buildCredentials.await(
        parameters,
        HandedOn.options("default", parameters),
        "a",
        () -> {
          asked.add("once");
          HandedOn.to(buildCredentials, "lazy", "", "a");
        });

    started(COMPILE, "x");
    assertEquals(List.of(), asked);
    assertEquals("ASIA-lazy", variable(started(EXEC, "x")));
    assertEquals("ASIA-lazy", variable(started(EXEC, "y")));
    assertEquals(List.of("once"), asked);
  }

  @Test
  void inAParallelBuildTheJvmKeepsThoseForTheRestAndThatIsTold() {
    var beside =
        new BuildCredentials(
            new JvmProperties(() -> jvm, TestGoals.originals()),
            true,
            log,
            new ServerClock(Clock.systemUTC()));
    HandedOn.toAll(beside, "rest");
    HandedOn.to(beside, "prod", "@prod", "a");

    MojoExecution exec = TestGoals.goal(EXEC, "prod", null);
    beside.starting(exec, "a", expression -> expression);
    assertEquals("ASIA-prod", variable(exec));
    assertEquals("", log.toString());
    beside.starting(TestGoals.goal(JAVA, "prod", null), "a", expression -> expression);

    assertEquals("key-rest", jvm.getProperty("aws.secretAccessKey"));
    assertTrue(log.toString().contains("[WARNING] exec-maven-plugin:java"), log.toString());
  }

  private MojoExecution started(String goal, String execution) {
    return started(goal, execution, "a", null);
  }

  private MojoExecution started(
      String name, String execution, String project, String configuration) {
    MojoExecution goal = TestGoals.goal(name, execution, configuration);
    buildCredentials.prepare(goal, project);
    buildCredentials.starting(goal, project, expression -> expression);
    return goal;
  }

  private static String variable(MojoExecution goal) {
    return goal.getConfiguration()
        .getChild("environmentVariables")
        .getChild("AWS_ACCESS_KEY_ID")
        .getValue();
  }
}
