package io.github.rolecall.action;

import io.github.rolecall.testkit.tls.TestAuthority;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A folder that is the whole PATH: it has the programs of the job image, and other programs only if
 * the page names them. So a block fails if it calls a program that its reader does not have.
 */
record PageShell(Path bin) {
  /** The programs of bash, coreutils and Debian's base system that a script would use. */
  private static final List<String> OF_THE_IMAGE =
      List.of(
          "sh",
          "bash",
          "env",
          "cat",
          "grep",
          "sed",
          "awk",
          "head",
          "tail",
          "sort",
          "tr",
          "ls",
          "mkdir",
          "mktemp",
          "rm",
          "cp",
          "mv",
          "chmod",
          "printf",
          "sha256sum",
          "sleep",
          "dirname",
          "basename",
          "readlink",
          "find",
          "xargs",
          "tar",
          "gzip",
          "git",
          "true",
          "test",
          "uname");

  static PageShell of(PageScript script, PageJob job, Path folder) throws IOException {
    var shell = new PageShell(Files.createDirectories(folder.resolve("programs")));
    for (String program : OF_THE_IMAGE) {
      shell.link(program);
    }
    RealParts.path(folder);
    if (script.kind() == PageScript.Kind.COMMAND) {
      shell.link("rolecall", folder.resolve("bin/rolecall"));
    }
    for (String program : script.programs()) {
      switch (program) {
        case "aws" -> shell.link("aws", folder.resolve("bin/aws"));
        case "java" -> shell.java();
        // These two programs come with the CI system.
        case "buildkite-agent" -> shell.program(program, "printf '%s' '" + job.token() + "'");
        case "sem-version" -> shell.program(program, "test \"$*\" = 'java 17'");
        default -> shell.link(program);
      }
    }
    return shell;
  }

  /** Returns the values that differ between machines: the hash of the built jar, and folders. */
  Map<String, String> values(Path folder) throws IOException {
    return Map.of(
        "SHA256_OF_ROLECALL_JAR",
        sum(PageServer.jar()),
        "/usr/lib/jvm/java-17-amazon-corretto*/bin/java",
        bin.resolve("java").toString(),
        "/var/run/secrets/aws/token",
        folder.resolve("token").toString(),
        "/opt/rolecall.jar",
        PageServer.jar().toString());
  }

  static String sum(Path file) throws IOException {
    try {
      byte[] sum = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
      return HexFormat.of().formatHex(sum);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Writes a java program that runs the JVM of this test and trusts the simulator. */
  private void java() throws IOException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    program(
        "java",
        "exec %s -XX:TieredStopAtLevel=1 -Djavax.net.ssl.trustStore=%s \"$@\""
            .formatted(java, TestAuthority.ofThisProcess().trustStore()));
  }

  private void program(String name, String line) throws IOException {
    Path file = Files.writeString(bin.resolve(name), "#!/bin/bash\n" + line + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** Writes a program that starts the real one, so that no other program in its folder is found. */
  private void link(String program) throws IOException {
    RealParts.require(program);
    Path real =
        Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
            .map(folder -> Path.of(folder, program))
            .filter(Files::isExecutable)
            .findFirst()
            .orElseThrow();
    link(program, real);
  }

  private void link(String name, Path target) throws IOException {
    program(name, "exec " + target + " \"$@\"");
  }
}
