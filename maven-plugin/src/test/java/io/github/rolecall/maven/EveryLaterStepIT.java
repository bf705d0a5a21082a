package io.github.rolecall.maven;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.testkit.FakeAws;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tests the identity of each later step, with one execution in the root pom and none in the
 * modules. The steps call STS with the real AWS CLI or the AWS SDK.
 */
@Tag("long")
class EveryLaterStepIT {
  private static final List<String> PROCESSES =
      List.of("surefire", "failsafe", "spring-boot:run", "exec:exec", "antrun", "npm", "invoker");
  private static final List<String> IN_MAVENS_JVM =
      List.of("surefire without a fork", "exec:java", "groovy");
  private static final String ROLE = " is arn:aws:sts::111122223333:assumed-role/Deploy/";

  @ParameterizedTest
  @MethodSource("io.github.rolecall.maven.Mvn#matrix")
  void hasTheRole(String maven) throws Exception {
    String seen = build("env", maven, "verify");
    assertTexts(seen);
    assertTrue(seen.contains("sdk 1 has ASIA"), seen);
  }

  @ParameterizedTest
  @MethodSource("io.github.rolecall.maven.Mvn#matrixOnThisJdk")
  void hasTheRoleByAProfile(String maven) throws Exception {
    String seen = build("file", maven, "verify", "-Dcredentials.export=file");
    assertTexts(seen);
  }

  @ParameterizedTest
  @MethodSource("io.github.rolecall.maven.Mvn#matrixOnThisJdk")
  void hasTheRoleByAnAddressAndADebugLogShowsNoSecret(String maven) throws Exception {
    build("endpoint", maven, "verify", "-X", "-Dno.text");
  }

  @ParameterizedTest
  @MethodSource("io.github.rolecall.maven.Mvn#matrixOnThisJdk")
  void hasTheRoleInAParallelBuild(String maven) throws Exception {
    build("parallel", maven, "verify", "-T2", "-Dforks=1");
  }

  /** Ant writes the properties of Maven's JVM, which all goals share, to a file. */
  @ParameterizedTest
  @MethodSource("io.github.rolecall.maven.Mvn#matrixOnThisJdk")
  void hasTheRoleInAParallelBuildWhoseReportsHoldNoKeys(String maven) throws Exception {
    String seen = build("reported", maven, "verify", "-T2", "-Dforks=1", "-Preport");
    assertTrue(seen.contains("AWS SDK 2 in Maven's JVM gets the address of an endpoint"), seen);
    assertTrue(seen.contains("sdk 1 has nothing"), seen);
  }

  private static void assertTexts(String seen) {
    assertTrue(seen.contains("text has ASIA"), seen);
    assertTrue(seen.contains("ant text has ASIA"), seen);
  }

  private static String build(String name, String maven, String... arguments) throws Exception {
    try (var aws = FakeAws.start()) {
      String folder = "every-later-step-" + name + "-" + maven.replaceAll("[^\\w.-]", "_");
      Workspace workspace = Workspace.with(folder, Path.of("src", "it", "every-later-step"));
      linkNode(workspace.project().resolve("commands").resolve("web"));
      var environment = new HashMap<>(aws.gitLabJob().environment());
      environment.put("CI_PROJECT_DIR", workspace.project().toString());

      Workspace.Ended build = workspace.run(Mvn.ofMatrix(maven, arguments), environment);

      String seen = build.output();
      assertEquals(0, build.exitCode(), seen);
      assertAll(
          Stream.concat(PROCESSES.stream(), IN_MAVENS_JVM.stream())
              .map(step -> () -> assertTrue(seen.contains(step + ROLE), step + " in " + seen)));
      assertEquals(1, aws.calls("AssumeRoleWithWebIdentity").size());
      // The environment already contained the token of the job, and plugins print the environment
      // with -X.
      aws.secrets().stream()
          .filter(secret -> !environment.containsValue(secret))
          .forEach(secret -> assertFalse(seen.contains(secret), "a secret in " + seen));
      assertEquals(List.of(), workspace.filesWith(aws.secrets()));
      return seen;
    }
  }

  /** Links the Node.js of this machine, so that the plugin does not install one. */
  private static void linkNode(Path module) throws IOException {
    Path node = Files.createDirectories(module.resolve("node"));
    Files.createSymbolicLink(node.resolve("node"), onPath("node"));
    Path modules = onPath("npm").toRealPath().getParent().getParent().getParent();
    Files.createSymbolicLink(node.resolve("node_modules"), modules);
  }

  private static Path onPath(String program) {
    return Stream.of(Map.copyOf(System.getenv()).get("PATH").split(File.pathSeparator, -1))
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("there is no " + program + " on the PATH"));
  }
}
