package io.github.rolecall;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The permitted dependencies of each package. A package may only use packages that are defined
 * before it, so that there are no cycles. Each package belongs to one module.
 */
final class Arrows {
  private static final String ROOT = "io.github.rolecall";
  private static final Map<String, List<String>> USES = new LinkedHashMap<>();
  private static final Map<String, List<String>> PACKAGES = new LinkedHashMap<>();

  static {
    module("policy");
    arrow("json");
    arrow("model", "json");
    arrow("policy.issuer");
    arrow("policy", "json", "model", "policy.issuer");
    arrow("policy.read", "json", "model", "policy");
    arrow("policy.generate", "json", "model", "policy", "policy.issuer");
    arrow("policy.repair", "json", "model", "policy", "policy.issuer");
    arrow(
        "policy.explain",
        "json",
        "model",
        "policy",
        "policy.generate",
        "policy.issuer",
        "policy.repair");
    arrow("policy.report", "json", "model", "policy", "policy.explain", "policy.generate");

    arrow("policy.job", "json", "model", "policy.generate");

    module("core");
    arrow("");
    arrow("file");
    arrow("jackson", "json");
    arrow("text");
    arrow("option");
    arrow("problem", "model", "option", "policy.explain", "text");
    arrow("session", "file", "jackson", "model", "problem");
    arrow("console", "option", "problem", "text");
    arrow("network", "console", "model", "problem");
    arrow("http", "file", "model", "network", "problem", "text");
    arrow("host", "console", "http", "model", "problem", "text");
    arrow("awsfile", "host", "problem", "text");
    // Planning reads a record of the network package, but sends no requests.
    arrow("plan", "host", "model", "network", "problem", "session");
    arrow("input", "host", "option", "plan", "problem", "text");
    // Front ends load this package if there is a config file. No other code in the core may load
    // it.
    arrow("config", "file", "host", "input", "json", "option", "plan", "problem", "text");
    arrow("policyfile", "config", "jackson", "json", "policy.read", "problem");
    arrow("export.file", "file", "host", "problem", "text");
    arrow(
        "export",
        "awsfile",
        "console",
        "export.file",
        "host",
        "json",
        "model",
        "plan",
        "problem",
        "session");
    arrow("migrate", "config", "export.file", "file", "input", "option", "problem", "text");
    arrow(
        "configure",
        "awsfile",
        "export.file",
        "file",
        "host",
        "model",
        "network",
        "problem",
        "session",
        "text");
    arrow(
        "ci",
        "console",
        "export",
        "export.file",
        "file",
        "host",
        "http",
        "jackson",
        "json",
        "model",
        "network",
        "option",
        "plan",
        "policy.explain",
        "policy.issuer",
        "problem",
        "session",
        "text");
    arrow("aws.sts", "http", "model", "network", "problem", "session", "text");
    arrow(
        "aws.sso",
        "console",
        "export.file",
        "file",
        "host",
        "http",
        "jackson",
        "json",
        "model",
        "network",
        "problem",
        "text");
    arrow(
        "aws.credentials",
        "aws.sso",
        "aws.sts",
        "awsfile",
        "console",
        "file",
        "host",
        "http",
        "jackson",
        "json",
        "model",
        "network",
        "option",
        "plan",
        "problem",
        "session",
        "text");
    arrow(
        "aws.iam",
        "aws.credentials",
        "aws.sts",
        "console",
        "host",
        "http",
        "model",
        "network",
        "problem",
        "session",
        "text");
    arrow(
        "aws.codeartifact",
        "aws.credentials",
        "aws.sts",
        "console",
        "host",
        "http",
        "jackson",
        "json",
        "model",
        "network",
        "plan",
        "problem",
        "session",
        "text");
    arrow(
        "aws.ecr",
        "aws.credentials",
        "aws.sts",
        "console",
        "host",
        "http",
        "jackson",
        "json",
        "model",
        "network",
        "problem",
        "session",
        "text");
    arrow(
        "docker",
        "aws.ecr",
        "console",
        "export.file",
        "file",
        "host",
        "jackson",
        "json",
        "model",
        "problem");
    arrow("packagemanager", "awsfile", "export.file", "host", "json", "model", "problem");
    // No dependency on http or aws.sts, because planning sends no requests.
    arrow(
        "assume.plan",
        "aws.credentials",
        "ci",
        "file",
        "host",
        "input",
        "jackson",
        "json",
        "model",
        "network",
        "option",
        "plan",
        "problem",
        "session");
    arrow(
        "doctor",
        "assume.plan",
        "aws.credentials",
        "awsfile",
        "ci",
        "configure",
        "host",
        "http",
        "input",
        "network",
        "option",
        "plan",
        "problem",
        "text");
    arrow(
        "assume.run",
        "assume.plan",
        "aws.credentials",
        "aws.sts",
        "ci",
        "console",
        "export",
        "host",
        "http",
        "input",
        "model",
        "network",
        "plan",
        "policy",
        "policy.explain",
        "problem",
        "session");
    arrow(
        "refresh",
        "ci",
        "export",
        "export.file",
        "host",
        "http",
        "model",
        "network",
        "option",
        "plan",
        "problem",
        "session",
        "text");
    arrow(
        "endpoint",
        "assume.plan",
        "assume.run",
        "console",
        "export",
        "host",
        "http",
        "input",
        "json",
        "model",
        "option",
        "problem",
        "refresh",
        "session",
        "text");
    arrow(
        "report", "host", "model", "policy", "policy.explain", "policy.report", "problem", "text");
    arrow(
        "assume.explain",
        "assume.plan",
        "assume.run",
        "aws.iam",
        "aws.sts",
        "ci",
        "console",
        "host",
        "http",
        "input",
        "jackson",
        "json",
        "model",
        "network",
        "option",
        "plan",
        "policy",
        "policy.explain",
        "policy.generate",
        "policy.read",
        "policy.report",
        "policyfile",
        "problem",
        "session",
        "text");

    arrow(
        "codeartifact",
        "assume.plan",
        "assume.run",
        "aws.codeartifact",
        "ci",
        "config",
        "console",
        "host",
        "http",
        "input",
        "model",
        "option",
        "plan",
        "problem",
        "refresh",
        "session",
        "text");

    module("action");
    arrow(
        "action",
        "assume.explain",
        "assume.plan",
        "assume.run",
        "aws.codeartifact",
        "aws.credentials",
        "aws.ecr",
        "aws.sso",
        "ci",
        "awsfile",
        "config",
        "configure",
        "console",
        "docker",
        "doctor",
        "endpoint",
        "export",
        "export.file",
        "file",
        "host",
        "http",
        "input",
        "jackson",
        "json",
        "migrate",
        "model",
        "option",
        "packagemanager",
        "plan",
        "policy",
        "policy.report",
        "problem",
        "refresh",
        "report",
        "session",
        "text");

    module("page");
    arrow("page.number");
    arrow("page.regex", "policy");
    arrow("page.text");
    arrow("page.time");
    arrow(
        "page",
        "json",
        "model",
        "page.text",
        "policy",
        "policy.explain",
        "policy.generate",
        "policy.job",
        "policy.read",
        "policy.report");

    // This module is compiled for Java 8, so it loads the core by reflection.
    module("maven-extension");
    arrow("extension");

    module("maven-plugin");
    arrow(
        "maven",
        "assume.explain",
        "assume.plan",
        "assume.run",
        "aws.codeartifact",
        "aws.credentials",
        "aws.ecr",
        "aws.sso",
        "ci",
        "config",
        "console",
        "docker",
        "endpoint",
        "export",
        "export.file",
        "host",
        "http",
        "input",
        "json",
        "model",
        "network",
        "option",
        "plan",
        "policy",
        "policy.report",
        "problem",
        "report",
        "session",
        "text");
  }

  private Arrows() {}

  private static void module(String name) {
    PACKAGES.put(name, new ArrayList<>());
  }

  /** Defines a package of the module that was defined last. */
  private static void arrow(String name, String... uses) {
    List.copyOf(PACKAGES.values()).get(PACKAGES.size() - 1).add(full(name));
    USES.put(full(name), Stream.of(uses).map(Arrows::full).toList());
  }

  private static String full(String name) {
    return name.isEmpty() ? ROOT : ROOT + "." + name;
  }

  /** All packages, each after the packages that it may use. */
  static Set<String> packages() {
    return USES.keySet();
  }

  static List<String> packages(String module) {
    return PACKAGES.getOrDefault(module, List.of());
  }

  static List<String> uses(String name) {
    return USES.getOrDefault(name, List.of());
  }
}
