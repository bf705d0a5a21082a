package io.github.rolecall.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.testkit.FakeAws;
import io.github.rolecall.testkit.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
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

/** {@code credentials:ecr-login}, configured as Maven does it and run in this process. */
@MojoTest
class EcrLoginMojoTest {
  private static final String DEPLOY = "src/test/projects/deploy/pom.xml";
  private static final String OWN = "111122223333.dkr.ecr.us-east-1.amazonaws.com";
  private static final String CALL = "ecr:GetAuthorizationToken";

  @TempDir static Path folder;

  private final FakeAws aws = FakeAws.start();
  private final TestWorld world = new TestWorld(folder);
  private Path temp;
  private Path gitHubEnv;

  /** Before Maven's harness asks for the build. */
  EcrLoginMojoTest() {
    world.goal = TestGoals.own("ecr-login", "default");
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
    temp = Files.createTempDirectory(folder, "temp");
    gitHubEnv = Files.createTempFile(folder, "env", "");
    world.goals("verify");
    world.environment.putAll(aws.gitHubJob().environment());
    world.environment.put("RUNNER_TEMP", temp.toString());
    world.environment.put("GITHUB_ENV", gitHubEnv.toString());
    world.environment.put("AWS_ENDPOINT_URL_ECR", aws.url().toString());
    world.environment.put("AWS_ENDPOINT_URL_ECR_PUBLIC", aws.url().toString());
  }

  private void aLaptop() {
    world.environment.keySet().removeIf(name -> name.startsWith("GITHUB_"));
    world.environment.keySet().removeIf(name -> name.startsWith("ACTIONS_"));
    world.environment.put("AWS_EC2_METADATA_DISABLED", "true");
    world.environment.put("AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7ROLECAL");
    world.environment.put("AWS_SECRET_ACCESS_KEY", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYROLECALLKEY");
    world.environment.put("TMPDIR", temp.toString());
  }

  @AfterEach
  void stop() {
    aws.close();
  }

  private List<Path> folders() throws IOException {
    try (Stream<Path> all = Files.list(temp)) {
      return all.toList();
    }
  }

  private static String config(Path docker) throws IOException {
    return Files.readString(docker.resolve("config.json"));
  }

  private static MojoExecution goal(String name) {
    return TestGoals.goal(name, "x", "<configuration/>", Map.of());
  }

  private String given(String name) {
    MojoExecution goal = goal(name);
    world.start(goal);
    return goal.getConfiguration().toString();
  }

  @Test
  @InjectMojo(goal = "ecr-login", pom = DEPLOY)
  void laterStepsAndProcessesFindTheConfiguration(EcrLoginMojo mojo) throws Exception {
    mojo.execute();
    Path docker = folders().get(0);
    String processes = given("org.codehaus.mojo:exec-maven-plugin:exec");
    String tests = given("org.apache.maven.plugins:maven-surefire-plugin:test");
    world.end(Optional.empty());

    assertTrue(processes.contains("<DOCKER_CONFIG>" + docker + "</DOCKER_CONFIG>"), processes);
    assertTrue(tests.contains("<DOCKER_CONFIG>" + docker + "</DOCKER_CONFIG>"), tests);
    assertTrue(Files.readString(gitHubEnv).contains("\n" + docker + "\n"));
    assertTrue(config(docker).contains(OWN), config(docker));
    String mode =
        PosixFilePermissions.toString(Files.getPosixFilePermissions(docker.resolve("config.json")));
    assertEquals("rw-------", mode);
    String log = world.log.toString();
    assertTrue(log.contains("Logged in to " + OWN + " as arn:aws:sts::111122223333:"), log);
    assertEquals("", world.jvm.getProperty("aws.accessKeyId", ""), "no keys of the role");
  }

  @Test
  @InjectMojo(goal = "ecr-login", pom = DEPLOY)
  void secretsAreInNothingButMasks(EcrLoginMojo mojo) throws Exception {
    mojo.execute();
    String told =
        world.log
            + world
                .raw()
                .lines()
                .filter(line -> !line.startsWith("::add-mask::"))
                .toList()
                .toString();
    for (String secret : aws.secrets()) {
      assertFalse(told.contains(secret), "a secret is in the output");
    }
    assertTrue(aws.secrets().stream().anyMatch(config(folders().get(0))::contains), "the password");
    assertTrue(world.raw().contains("::add-mask::eyJwYXlsb2FkIjoi"), "masked");
  }

  @Test
  @InjectMojo(goal = "ecr-login", pom = DEPLOY)
  void aFailedBuildLeavesNoPassword(EcrLoginMojo mojo) throws Exception {
    mojo.execute();
    world.end(Optional.of(new IllegalStateException("a later goal")));
    assertEquals(List.of(), folders());
  }

  /** An earlier step has made it, and later steps use it. */
  @Test
  @InjectMojo(goal = "ecr-login", pom = DEPLOY)
  void aFailedBuildLeavesTheConfigurationOfTheJob(EcrLoginMojo mojo) throws Exception {
    Path earlier =
        Files.createDirectory(temp.resolve("rolecall-docker-0123456789abcdef0123456789abcdef"));
    Files.writeString(earlier.resolve("config.json"), "{}");
    world.environment.put("DOCKER_CONFIG", earlier.toString());
    mojo.execute();
    world.end(Optional.of(new IllegalStateException("a later goal")));
    assertEquals(List.of(earlier), folders());
    assertTrue(config(earlier).contains(OWN), config(earlier));
  }

  @Test
  @InjectMojo(goal = "ecr-login", pom = DEPLOY)
  void modulesShareOneLogin(EcrLoginMojo mojo) throws Exception {
    mojo.execute();
    mojo.execute();
    assertEquals(1, folders().size());
    assertEquals(1, aws.calls(CALL).size());
    assertEquals(1, aws.calls("AssumeRoleWithWebIdentity").size());
  }

  @Test
  @InjectMojo(goal = "ecr-login", pom = DEPLOY)
  @MojoParameter(name = "exportToJob", value = "false")
  void withoutLaterStepsItEndsWithTheBuild(EcrLoginMojo mojo) throws Exception {
    mojo.execute();
    String processes = given("org.codehaus.mojo:exec-maven-plugin:exec");
    assertTrue(processes.contains("<DOCKER_CONFIG>" + folders().get(0)), processes);
    assertEquals("", Files.readString(gitHubEnv));
    world.end(Optional.empty());
    assertEquals(List.of(), folders());
  }

  @Test
  @InjectMojo(goal = "ecr-login")
  @MojoParameter(name = "awsRegion", value = "us-east-1")
  void onALaptopItEndsWithTheBuild(EcrLoginMojo mojo) throws Exception {
    aLaptop();
    mojo.execute();
    assertTrue(world.log.toString().contains("as arn:aws:iam::111122223333:user/ci"));
    assertEquals(1, folders().size());
    world.end(Optional.empty());
    assertEquals(List.of(), folders());
  }

  /** No goal could use it, so later commands do. */
  @Test
  @InjectMojo(goal = "ecr-login")
  @MojoParameter(name = "awsRegion", value = "us-east-1")
  void asTheLastGoalItIsForLaterCommands(EcrLoginMojo mojo) throws Exception {
    aLaptop();
    world.goals("clean", "io.github.rolecall:credentials-maven-plugin:1.0.0:ecr-login@default");
    mojo.execute();
    world.end(Optional.empty());
    Path docker = folders().get(0);
    String log = world.log.toString();
    assertTrue(log.contains("For later commands, set DOCKER_CONFIG=" + docker + ". "), log);
    assertTrue(config(docker).contains(OWN), config(docker));
  }

  @Test
  @InjectMojo(goal = "ecr-login", pom = DEPLOY)
  void aJobOfGitLabGetsAFile(EcrLoginMojo mojo) throws Exception {
    world.environment.clear();
    world.environment.putAll(aws.gitLabJob().environment());
    world.environment.put("CI_PROJECT_DIR", folder.resolve("job").toString());
    world.environment.put("AWS_ENDPOINT_URL_ECR", aws.url().toString());
    mojo.execute();
    Path file = folder.resolve("job.tmp").resolve("rolecall-docker.env");
    assertTrue(
        Files.readString(file)
            .startsWith("export DOCKER_CONFIG='" + folder.resolve("job.tmp/rolecall-docker-")),
        Files.readString(file));
    assertTrue(world.log.toString().contains(". " + file), world.log.toString());
    world.end(Optional.of(new IllegalStateException("a later goal")));
    assertFalse(Files.exists(file), "the file of a failed build");
  }

  @Test
  @InjectMojo(goal = "ecr-login", pom = "src/test/projects/registries/pom.xml")
  void severalRegistriesShareTheCallOfARegion(EcrLoginMojo mojo) throws Exception {
    world.environment.remove("AWS_REGION");
    world.environment.remove("AWS_DEFAULT_REGION");
    mojo.execute();
    assertEquals(1, aws.calls(CALL).size());
    assertEquals(Optional.of("us-west-2"), aws.calls(CALL).get(0).signingRegion());
    assertEquals(1, aws.calls("ecr-public:GetAuthorizationToken").size());
    for (String host : List.of("111122223333.dkr", "444455556666.dkr", "public.ecr.aws")) {
      assertTrue(config(folders().get(0)).contains(host), host);
    }
  }

  @Test
  @InjectMojo(goal = "ecr-login", pom = DEPLOY)
  void otherRegistriesAreRefusedBeforeAnyCall(EcrLoginMojo mojo) throws Exception {
    var goal = new EcrLoginMojo(world.build());
    goal.setLog(world.log);
    var field = EcrLoginMojo.class.getDeclaredField("registry");
    field.setAccessible(true);
    field.set(goal, List.of(OWN + ".example.org"));
    var failure = assertThrows(MojoFailureException.class, goal::execute);
    assertTrue(failure.getMessage().contains("<registry> must be ACCOUNT.dkr.ecr."));
    assertEquals(List.of(), aws.calls());
  }

  @Test
  @InjectMojo(goal = "ecr-login", pom = DEPLOY)
  void aRefusalLeavesNothing(EcrLoginMojo mojo) throws Exception {
    aws.fault(CALL, Fault.error(400, "AccessDeniedException", "not authorized"));
    var failure = assertThrows(MojoFailureException.class, mojo::execute);
    assertTrue(failure.getMessage().contains("(ecr-denied)"), failure.getMessage());
    assertEquals(List.of(), folders());
    assertEquals("", Files.readString(gitHubEnv));
  }
}
