package io.github.rolecall.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.util.Map;
import java.util.TreeMap;
import org.apache.maven.model.Plugin;
import org.apache.maven.plugin.MojoExecution;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.codehaus.plexus.util.xml.Xpp3DomBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goals are configured with when they start, after credentials were handed on. */
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
  void antGetsExpressionsAndNoSecret() throws Exception {
    assertEquals(
        dom(
            "<configuration><target><exec executable='x'>"
                + "<env key='AWS_ACCESS_KEY_ID' value='${aws.accessKeyId}'/>"
                + "<env key='AWS_SECRET_ACCESS_KEY' value='${aws.secretAccessKey}'/>"
                + "</exec></target></configuration>"),
        given(
            "org.apache.maven.plugins:maven-antrun-plugin:run",
            "<configuration><target><exec executable='x'/></target></configuration>"));
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
    String[] parts = goal.split(":", -1);
    var plugin = new Plugin();
    plugin.setGroupId(parts[0]);
    plugin.setArtifactId(parts[1]);
    var execution = new MojoExecution(plugin, parts[2], "default");
    execution.setConfiguration(configuration == null ? null : dom(configuration));
    new ForkingGoals(log).give(execution, VARIABLES);
    return execution.getConfiguration();
  }

  private static Xpp3Dom dom(String xml) throws Exception {
    return Xpp3DomBuilder.build(new StringReader(xml));
  }
}
