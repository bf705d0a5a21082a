package io.github.rolecall.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.option.Input;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.apache.maven.plugin.MojoExecution;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of the configuration of goals that start after credentials were exported. */
class ForkingGoalsTest {
  private static final Map<String, String> VARIABLES =
      new TreeMap<>(Map.of("AWS_ACCESS_KEY_ID", "ASIA", "AWS_SECRET_ACCESS_KEY", "key"));

  private final RecordingLog log = new RecordingLog();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "org.apache.maven.plugins:maven-surefire-plugin:test",
        "org.apache.maven.plugins:maven-failsafe-plugin:integration-test",
        "org.codehaus.mojo:exec-maven-plugin:exec",
        "com.github.eirslett:frontend-maven-plugin:npm",
        "com.github.eirslett:frontend-maven-plugin:yarn"
      })
  void processesOfKnownGoalsGetTheVariables(String goal) throws Exception {
    assertEquals(
        dom(
            "<configuration><environmentVariables><AWS_ACCESS_KEY_ID>ASIA</AWS_ACCESS_KEY_ID>"
                + "<AWS_SECRET_ACCESS_KEY>key</AWS_SECRET_ACCESS_KEY></environmentVariables>"
                + "</configuration>"),
        given(goal, null));
  }

  @Test
  void otherVariablesOfTheUserStay() throws Exception {
    Xpp3Dom given =
        given(
            "org.codehaus.mojo:exec-maven-plugin:exec",
            "<configuration><environmentVariables><A>b</A></environmentVariables></configuration>");
    Xpp3Dom map = given.getChild("environmentVariables");
    assertEquals("b", map.getChild("A").getValue());
    assertEquals("key", map.getChild("AWS_SECRET_ACCESS_KEY").getValue());
  }

  @Test
  void keysOfTheUserAreNotMixedWithOurs() throws Exception {
    String own =
        "<configuration><environmentVariables><AWS_ACCESS_KEY_ID>AKIA</AWS_ACCESS_KEY_ID>"
            + "</environmentVariables></configuration>";
    assertEquals(dom(own), given("org.codehaus.mojo:exec-maven-plugin:exec", own));
  }

  @Test
  void anExpressionCannotBeAddedToAndIsTold() throws Exception {
    String own =
        "<configuration><environmentVariables>${all}</environmentVariables></configuration>";
    assertEquals(dom(own), given("org.codehaus.mojo:exec-maven-plugin:exec", own));
    assertTrue(log.toString().contains("[WARNING] org.codehaus.mojo:exec"), log.toString());
  }

  @Test
  void commandsInAntGetTheVariables() throws Exception {
    assertEquals(
        dom(
            "<configuration><target><exec executable='x'>"
                + "<env key='AWS_ACCESS_KEY_ID' value='ASIA'/>"
                + "<env key='AWS_SECRET_ACCESS_KEY' value='key'/>"
                + "</exec></target></configuration>"),
        given(
            "org.apache.maven.plugins:maven-antrun-plugin:run",
            "<configuration><target><exec executable='x'/></target></configuration>"));
  }

  @Test
  void applyInAntGetsThemAndAnotherAntFileIsNamed() throws Exception {
    Xpp3Dom target =
        given(
                "org.apache.maven.plugins:maven-antrun-plugin:run",
                "<configuration><target><apply executable='x'/><ant antfile='other.xml'/>"
                    + "</target></configuration>")
            .getChild("target");
    assertEquals(2, target.getChild("apply").getChildren("env").length);
    assertEquals(0, target.getChild("ant").getChildCount());
    assertEquals(1, log.lines().size(), log.toString());
    assertTrue(log.toString().contains("the Ant file other.xml"), log.toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<excludedEnvironmentVariables><a>AWS_ACCESS_KEY_ID</a></excludedEnvironmentVariables>",
        "<excludedEnvironmentVariables>${excluded}</excludedEnvironmentVariables>"
      })
  void variablesThatSurefireWouldCutInHalfAreNotGiven(String excluded) throws Exception {
    var goal =
        TestGoals.goal(
            "org.apache.maven.plugins:maven-surefire-plugin:test",
            "x",
            "<configuration>" + excluded + "</configuration>");
    new ForkingGoals(log)
        .give(
            goal,
            VARIABLES,
            List.of(),
            text -> text.equals("${excluded}") ? "HOME,AWS_ACCESS_KEY_ID" : text);
    assertNull(goal.getConfiguration().getChild("environmentVariables"));
    assertTrue(log.toString().contains("has [AWS_ACCESS_KEY_ID] in"), log.toString());
  }

  @Test
  void otherExcludedVariablesAndARegionLeaveTheKeys() throws Exception {
    var goal =
        TestGoals.goal(
            "org.apache.maven.plugins:maven-failsafe-plugin:integration-test",
            "x",
            "<configuration><excludedEnvironmentVariables><a>HOME</a><a>AWS_REGION</a>"
                + "</excludedEnvironmentVariables></configuration>");
    var variables = new TreeMap<>(VARIABLES);
    variables.put("AWS_REGION", "us-east-1");
    variables.put("AWS_DEFAULT_REGION", "us-east-1");
    new ForkingGoals(log).give(goal, variables, List.of(), UnaryOperator.identity());
    Xpp3Dom map = goal.getConfiguration().getChild("environmentVariables");
    assertEquals(2, map.getChildCount(), map.toString());
    assertEquals("key", map.getChild("AWS_SECRET_ACCESS_KEY").getValue());
    assertEquals(List.of(), log.lines());
  }

  @Test
  void goalsAreNamedAsForTheirCredentials() throws Exception {
    var goal =
        TestGoals.goal(
            "com.example:own-maven-plugin:call", "x", null, Map.of("env", "java.util.Map"));
    new ForkingGoals(log).give(goal, VARIABLES, goals("own"), UnaryOperator.identity());
    assertEquals("ASIA", goal.getConfiguration().getChild("env").getChild(0).getValue());
  }

  @Test
  void aRegionOfTheUserStaysBesideOurKeys() throws Exception {
    var execution =
        TestGoals.goal(
            "org.codehaus.mojo:exec-maven-plugin:exec",
            "x",
            "<configuration><environmentVariables><AWS_REGION>eu-west-1</AWS_REGION>"
                + "</environmentVariables></configuration>");
    new ForkingGoals(log)
        .give(
            execution,
            Map.of(
                "AWS_ACCESS_KEY_ID", "ASIA",
                "AWS_REGION", "us-east-1",
                "AWS_DEFAULT_REGION", "us-east-1"),
            List.of(),
            UnaryOperator.identity());
    assertEquals(
        dom(
            "<configuration><environmentVariables><AWS_REGION>eu-west-1</AWS_REGION>"
                + "<AWS_ACCESS_KEY_ID>ASIA</AWS_ACCESS_KEY_ID>"
                + "</environmentVariables></configuration>"),
        execution.getConfiguration());
  }

  @Test
  void aGoalOfTheUserIsGivenThemByTheShapeOfItsParameter() throws Exception {
    var goal =
        TestGoals.goal(
            "com.example:own-maven-plugin:call",
            "x",
            null,
            Map.of("envVars", "java.util.Map", "env", "java.lang.String", "tags", "java.util.Map"));
    new ForkingGoals(log)
        .give(
            goal, VARIABLES, goals("com.example:own-maven-plugin:call"), UnaryOperator.identity());
    assertEquals("ASIA", goal.getConfiguration().getChild("envVars").getChild(0).getValue());
  }

  @Test
  void aGoalOfTheUserWithoutSuchAParameterIsTold() throws Exception {
    var goal =
        TestGoals.goal(
            "com.example:own-maven-plugin:call", "x", null, Map.of("tags", "java.util.Map"));
    new ForkingGoals(log)
        .give(goal, VARIABLES, goals("com.example:own-maven-plugin:*"), UnaryOperator.identity());
    assertNull(goal.getConfiguration());
    assertTrue(log.toString().contains("[WARNING] com.example:own"), log.toString());
  }

  private static List<GoalPattern> goals(String text) {
    return GoalPattern.of(new Parameters().put(Input.GOALS, text).inputs(Map.of()), Input.GOALS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "org.codehaus.mojo:exec-maven-plugin:java",
        "com.example:lambda-maven-plugin:deploy",
        "org.apache.maven.plugins:maven-surefire-plugin:help"
      })
  void otherGoalsStayAsTheyAre(String goal) throws Exception {
    assertEquals(dom("<configuration/>"), given(goal, "<configuration/>"));
  }

  private Xpp3Dom given(String goal, String configuration) throws Exception {
    MojoExecution execution = TestGoals.goal(goal, "default", configuration);
    new ForkingGoals(log).give(execution, VARIABLES, List.of(), UnaryOperator.identity());
    return execution.getConfiguration();
  }

  private static Xpp3Dom dom(String xml) throws Exception {
    return TestGoals.dom(xml);
  }
}
