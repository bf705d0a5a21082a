package io.github.rolecall.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.option.Input;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.InputProblem;
import io.github.rolecall.testkit.FakeAws;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.maven.api.di.Provides;
import org.apache.maven.api.plugin.testing.InjectMojo;
import org.apache.maven.api.plugin.testing.MojoParameter;
import org.apache.maven.api.plugin.testing.MojoTest;
import org.apache.maven.plugin.logging.Log;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests of goals on the command line with the pom of the README, which has its configuration in an
 * execution.
 */
@MojoTest
class CommandLineGoalTest {
  private static final String README =
      """
      <configuration>
        <roleToAssume>arn:aws:iam::111122223333:role/Deploy</roleToAssume>
        <awsRegion>eu-central-1</awsRegion>
        <allowedAccountIds><id>111122223333</id><id>444455556666</id></allowedAccountIds>
      </configuration>
      """;

  @TempDir static Path folder;

  private final FakeAws aws = FakeAws.start();
  private final TestWorld world = new TestWorld(folder);

  /** Prepares the environment before Maven's test harness requests the build. */
  CommandLineGoalTest() throws Exception {
    world.environment.putAll(aws.gitHubJob().environment());
    world.environment.remove("AWS_REGION");
    world.goal = TestGoals.own("assume", "default-cli");
    world.addExecution("default", README);
  }

  @Provides
  MavenContext build() {
    return world.build();
  }

  @Provides
  Log log() {
    return world.log;
  }

  @AfterEach
  void stop() {
    aws.close();
  }

  @Test
  @InjectMojo(goal = "assume")
  void assumeReadsTheOnlyExecution(AssumeMojo mojo) throws Exception {
    mojo.execute();
    assertEquals("eu-central-1", world.jvm.getProperty("aws.region"));
    assertTrue(
        world
            .log
            .toString()
            .contains(
                "[INFO] This goal reads the configuration of the execution"
                    + " 'default' of credentials:assume."),
        world.log.toString());
    assertTrue(world.log.toString().contains(":assumed-role/Deploy/"), world.log.toString());
  }

  @Test
  @InjectMojo(goal = "assume")
  @MojoParameter(name = "awsRegion", value = "us-west-2")
  void whatTheCommandLineSaysGoesFirst(AssumeMojo mojo) throws Exception {
    mojo.execute();
    assertEquals("us-west-2", world.jvm.getProperty("aws.region"));
  }

  @Test
  @InjectMojo(goal = "whoami")
  void whoamiReadsItButForTheAccountOfTheRole(WhoamiMojo mojo) throws Exception {
    world.goal = TestGoals.own("whoami", "default-cli");
    Parameters parameters = world.build().configured(mojo.parameters(), world.log);
    assertEquals(Optional.of("eu-central-1"), parameters.text(Input.AWS_REGION));
    assertEquals(Optional.empty(), parameters.text(Input.ALLOWED_ACCOUNT_IDS));
  }

  @Test
  @InjectMojo(goal = "explain")
  void explainReadsLists(ExplainMojo mojo) {
    world.goal = TestGoals.own("explain", "default-cli");
    Parameters parameters = world.build().configured(mojo.parameters(), world.log);
    assertEquals(
        Optional.of("111122223333\n444455556666"), parameters.text(Input.ALLOWED_ACCOUNT_IDS));
  }

  @Test
  @InjectMojo(goal = "assume")
  void ofSeveralItReadsNoneAndSaysHowToNameOne(AssumeMojo mojo) throws Exception {
    world.addExecution("staging", README);
    Parameters parameters = world.build().configured(mojo.parameters(), world.log);
    assertEquals(Optional.empty(), parameters.text(Input.ROLE_TO_ASSUME));
    assertEquals(
        List.of(
            "[INFO] This goal reads no execution of credentials:assume, because the pom has"
                + " several: default, staging. To read one of them, name it:"
                + " credentials:assume@default"),
        world.log.lines());
  }

  @Test
  @InjectMojo(goal = "assume")
  void aGuardThatIsBlankThereIsRefused(AssumeMojo mojo) throws Exception {
    world.executionsAre("default", "<configuration><allowedAccountIds/></configuration>");
    Parameters parameters = world.build().configured(mojo.parameters(), world.log);
    var blank = assertThrows(CredentialsException.class, () -> world.build().inputs(parameters));
    assertEquals(InputProblem.Blank.of("<allowedAccountIds>"), blank.problem());
  }

  @Test
  @InjectMojo(goal = "assume")
  void anExecutionThatMavenReadsIsLeftToMaven(AssumeMojo mojo) {
    world.goal = TestGoals.own("assume", "default");
    Parameters filled = mojo.parameters();
    assertEquals(filled, world.build().configured(filled, world.log));
    assertFalse(world.log.toString().contains("This goal"), world.log.toString());
  }
}
