package io.github.rolecall.action;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.rolecall.testkit.ci.CommandLine;
import io.github.rolecall.testkit.ci.Program;
import io.github.rolecall.testkit.tls.TestAuthority;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The built jar, and other tools that the tests use. */
final class RealParts {
  private RealParts() {}

  /**
   * Returns a command line for the jar that trusts the simulators of this process. The other flags
   * only make a short-lived JVM start faster.
   */
  static List<String> jar(String... arguments) {
    var words =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                trustStore(),
                "-jar",
                System.getProperty("rolecall.jar")));
    words.addAll(List.of(arguments));
    return words;
  }

  /** Returns the JVM option that sets the trust store to that of this process's simulators. */
  static String trustStore() {
    return "-Djavax.net.ssl.trustStore=" + TestAuthority.ofThisProcess().trustStore();
  }

  static Program action() {
    return new CommandLine(jar("action"));
  }

  /**
   * Makes a folder for the PATH with {@code rolecall} and, if this machine has it, {@code aws}.
   *
   * @return the folder, followed by the PATH of this process
   */
  static String path(Path folder) throws IOException {
    Path bin = Files.createDirectories(folder.resolve("bin"));
    script(bin.resolve("rolecall"), "exec " + String.join(" ", jar()) + " \"$@\"");
    Optional<String> aws = find("aws");
    if (aws.isPresent()) {
      // Older versions of the AWS CLI do not know AWS_ENDPOINT_URL_STS.
      script(
          bin.resolve("aws"),
          "exec "
              + aws.get()
              + " --ca-bundle "
              + TestAuthority.ofThisProcess().bundle()
              + " --endpoint-url \"$AWS_ENDPOINT_URL_STS\" \"$@\"");
    }
    return bin + File.pathSeparator + System.getenv("PATH");
  }

  /** Makes such a folder for other users, who cannot read the folders of this user. */
  static String pathForEverybody(Path folder) throws IOException {
    Path bin = Files.createDirectories(folder.resolve("bin"));
    Path jar = Files.copy(Path.of(System.getProperty("rolecall.jar")), bin.resolve("rolecall.jar"));
    var words = new ArrayList<>(jar());
    words.set(words.size() - 1, jar.toString());
    script(bin.resolve("rolecall"), "exec " + String.join(" ", words) + " \"$@\"");
    for (Path open : List.of(folder, bin)) {
      Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    Files.setPosixFilePermissions(jar, PosixFilePermissions.fromString("rw-r--r--"));
    return bin + File.pathSeparator + System.getenv("PATH");
  }

  private static void script(Path file, String line) throws IOException {
    Files.writeString(file, "#!/bin/bash\n" + line + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** Skips the test if the tool is missing, except in CI, which installs all tools. */
  static void require(String tool) {
    boolean there = find(tool).isPresent();
    if ("true".equals(System.getenv("CI"))) {
      assertTrue(there, tool + " is missing, and CI does not skip");
    }
    assumeTrue(there, tool + " is not on this machine");
  }

  /**
   * Skips the test if it does not run as root, which making files of other users requires. CI is
   * root.
   */
  static void requireRoot() throws IOException {
    require("setpriv");
    Object user = Files.getAttribute(Path.of("/proc/self"), "unix:uid");
    boolean root = Integer.valueOf(0).equals(user);
    if ("true".equals(System.getenv("CI"))) {
      assertTrue(root, "CI has to be root, and does not skip");
    }
    assumeTrue(root, "not root, so there are no files of other users");
  }

  private static Optional<String> find(String tool) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
        .map(folder -> Path.of(folder, tool))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst();
  }
}
