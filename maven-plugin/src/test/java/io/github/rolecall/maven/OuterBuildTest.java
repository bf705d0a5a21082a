package io.github.rolecall.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.host.Host;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OuterBuildTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/jdk/bin/java -cp plexus-classworlds.jar org.codehaus.plexus.classworlds.launcher.Launcher",
        "java org.codehaus.classworlds.Launcher -B deploy",
        "/jdk/bin/java -cp w.jar org.apache.maven.wrapper.MavenWrapperMain verify",
        "java org.apache.maven.cling.MavenCling",
        "/jdk/bin/java -Dmvnd.home=/mvnd org.mvndaemon.mvnd.common.MavenDaemon",
        "java -Dmaven.multiModuleProjectDirectory=/w com.example.Embedder",
        "/jdk/bin/java -classpath ant-launcher.jar org.apache.tools.ant.launch.Launcher",
        "C:\\jdk\\bin\\java.exe",
        "javaw.exe org.codehaus.plexus.classworlds.launcher.Launcher"
      })
  void aMavenAmongTheAncestorsIsFound(String command) {
    assertTrue(find(Map.of(), "bash -e step.sh", command, "Runner.Worker").isPresent());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bash -e /home/runner/work/_temp/1.sh",
        "sh -c mvn_org.apache.maven.plugins:maven-help-plugin:3.5.1:help",
        "/bin/sh /usr/share/maven/bin/mvn deploy",
        "/jdk/bin/java -jar rolecall.jar exec -- mvn deploy",
        "/jdk/bin/java -jar rolecall.jar exec -- mvn org.apache.maven.plugins:maven-help-plugin:help",
        "java -cp gradle-wrapper.jar org.gradle.wrapper.GradleWrapperMain build",
        "/opt/runner/bin/Runner.Worker spawnclient 1 2",
        "java-cleaner"
      })
  void otherAncestorsAreNoBuild(String command) {
    assertEquals(Optional.empty(), find(Map.of(), "bash -e step.sh", command));
  }

  @Test
  void theOutermostIsTheOneWhoseOutputTheRunnerReads() {
    String maven = "java org.codehaus.plexus.classworlds.launcher.Launcher";
    Optional<OuterBuild> found = find(Map.of(), "sh", maven, maven, "sh");
    assertEquals(Optional.of(3L), found.flatMap(OuterBuild::process));
  }

  @Test
  void aMarkIsEnough() {
    Optional<OuterBuild> found = find(Map.of("ROLECALL_BUILD", "maven"), "sh");
    assertTrue(found.isPresent());
    assertEquals(Optional.empty(), found.get().output());
  }

  @Test
  void theDaemonsOutputIsNotTheJobs() {
    var jvm = new Properties();
    jvm.setProperty("mvnd.home", "/mvnd");
    assertTrue(OuterBuild.of(host(Map.of()), jvm, List.of()).isPresent());
  }

  /** Reads the ancestors of this process, which another process has started. */
  @Test
  void ancestorsAreSeen() {
    List<OuterBuild.Ancestor> ancestors = OuterBuild.ancestors();
    assertTrue(ancestors.stream().anyMatch(ancestor -> !ancestor.words().isEmpty()));
  }

  /**
   * Finds the outer build. The commands are those of the ancestors, the nearest first; their
   * process ids are 1, 2, and so on.
   */
  private static Optional<OuterBuild> find(Map<String, String> environment, String... commands) {
    var ancestors =
        IntStream.range(0, commands.length)
            .mapToObj(i -> new OuterBuild.Ancestor(i + 1, List.of(commands[i].split(" ", -1))))
            .toList();
    return OuterBuild.of(host(environment), new Properties(), ancestors);
  }

  private static Host host(Map<String, String> environment) {
    Path folder = Path.of("target");
    return Host.of(environment, folder, folder, new PrintStream(OutputStream.nullOutputStream()));
  }
}
