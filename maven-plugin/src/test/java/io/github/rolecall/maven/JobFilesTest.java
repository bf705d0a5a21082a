package io.github.rolecall.maven;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.testkit.FakeAws;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.maven.api.di.Provides;
import org.apache.maven.api.plugin.testing.InjectMojo;
import org.apache.maven.api.plugin.testing.MojoParameter;
import org.apache.maven.api.plugin.testing.MojoTest;
import org.apache.maven.plugin.logging.Log;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests which files with keys remain for a GitLab job after a build. */
@MojoTest
class JobFilesTest {
  private static final String DEPLOY = "src/test/projects/deploy/pom.xml";

  @TempDir static Path folder;

  private final FakeAws aws = FakeAws.start();
  private final TestWorld world = new TestWorld(folder);
  private final Path file = folder.resolve("job.tmp").resolve("rolecall.env");

  @Provides
  MavenContext build() {
    return world.build();
  }

  @Provides
  Log log() {
    return world.log;
  }

  @BeforeEach
  void aJobOfGitLab() throws Exception {
    world.environment.putAll(aws.gitLabJob().environment());
    world.environment.put("CI_PROJECT_DIR", folder.resolve("job").toString());
    Files.deleteIfExists(file);
  }

  @AfterEach
  void stop() {
    aws.close();
  }

  @Test
  @InjectMojo(goal = "assume", pom = DEPLOY)
  void keysLeaveAFile(AssumeMojo mojo) throws Exception {
    mojo.execute();
    world.end(Optional.empty());
    assertKeysIn(file);
  }

  @Test
  @InjectMojo(goal = "assume", pom = DEPLOY)
  void aFailedBuildLeavesNone(AssumeMojo mojo) throws Exception {
    mojo.execute();
    assertKeysIn(file);
    world.end(Optional.of(new IllegalStateException("a later goal")));
    assertFalse(Files.exists(file), "keys of a failed build");
  }

  @Test
  @InjectMojo(goal = "assume", pom = DEPLOY)
  @MojoParameter(name = "export", value = "endpoint")
  void anEndpointLeavesNone(AssumeMojo mojo) throws Exception {
    mojo.execute();
    assertFalse(Files.exists(file), "keys beside an endpoint");
    String log = world.log.toString();
    assertTrue(log.contains("<exportToJob>true</exportToJob>"), log);
  }

  /** With -X, an endpoint is the default if nothing masks the log. */
  @Test
  @InjectMojo(goal = "assume", pom = DEPLOY)
  void anEndpointThatNobodyChoseLeavesNoneEither(AssumeMojo mojo) throws Exception {
    world.log.debugging = true;
    mojo.execute();
    assertTrue(world.jvm.containsKey("aws.containerCredentialsFullUri"), world.jvm.toString());
    assertFalse(Files.exists(file), "keys beside an endpoint");
  }

  @Test
  @InjectMojo(goal = "assume", pom = DEPLOY)
  @MojoParameter(name = "export", value = "endpoint")
  @MojoParameter(name = "exportToJob", value = "true")
  void anEndpointLeavesOneWhereItIsWished(AssumeMojo mojo) throws Exception {
    mojo.execute();
    assertKeysIn(file);
    world.end(Optional.of(new IllegalStateException("a later goal")));
    assertFalse(Files.exists(file), "keys of a failed build");
  }

  @Test
  @InjectMojo(goal = "assume", pom = DEPLOY)
  @MojoParameter(name = "export", value = "endpoint")
  @MojoParameter(name = "envFile", value = "job.tmp/rolecall.env")
  void aFileOfTheUserIsRemovedAsWell(AssumeMojo mojo) throws Exception {
    mojo.execute();
    assertKeysIn(file);
    world.end(Optional.of(new IllegalStateException("a later goal")));
    assertFalse(Files.exists(file), "keys of a failed build");
  }

  @Test
  @InjectMojo(goal = "assume", pom = DEPLOY)
  void whatAnotherBuildHasWrittenSinceStays(AssumeMojo mojo) throws Exception {
    mojo.execute();
    Files.writeString(file, "export AWS_ACCESS_KEY_ID='ASIAOFANOTHERBUILD'\n");
    world.end(Optional.of(new IllegalStateException("a later goal")));
    assertTrue(Files.exists(file), "the keys of another build");
  }

  @Test
  @InjectMojo(goal = "assume", pom = DEPLOY)
  void whatCannotBeRemovedIsWarnedOf(AssumeMojo mojo) throws Exception {
    mojo.execute();
    Path elsewhere = Files.move(file, folder.resolve("elsewhere"));
    Files.createSymbolicLink(file, elsewhere);
    world.end(Optional.of(new IllegalStateException("a later goal")));
    assertTrue(
        world.log.toString().contains("[WARNING] The build failed, and the file "),
        world.log.toString());
  }

  private void assertKeysIn(Path place) throws Exception {
    String text = Files.readString(place);
    assertTrue(aws.secrets().stream().anyMatch(text::contains), "keys in " + place);
  }
}
