package io.github.rolecall.action;

import io.github.rolecall.aws.codeartifact.CodeArtifactDomain;
import io.github.rolecall.model.Secret;
import io.github.rolecall.packagemanager.PackageTool;
import io.github.rolecall.packagemanager.RepositoryLogin;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.InputProblem;
import java.net.URI;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/**
 * The options that say which package manager is logged in to which repository, named as in the AWS
 * CLI.
 *
 * @param scope packages of this scope only; empty: all
 * @param serverId how Maven names the repository; empty: {@code DOMAIN-REPOSITORY}
 */
record RepositoryOptions(
    PackageTool tool, String repository, Optional<String> scope, Optional<String> serverId) {
  private static final String TOOL = "--tool";
  private static final String REPOSITORY = "--repository";
  private static final String NAMESPACE = "--namespace";
  private static final String SERVER = "--server-id";
  private static final String TOOLS = String.join(", ", PackageTool.words());

  static void addTo(CommandSpec spec) {
    spec.addOption(Options.text(TOOL, "NAME", "Package manager: " + TOOLS + ". Required.").build());
    spec.addOption(
        Options.text(REPOSITORY, "NAME", "Repository of CodeArtifact. Required.").build());
    spec.addOption(
        Options.text(
                NAMESPACE,
                "SCOPE",
                "With --tool npm: use the repository for the packages of this scope only."
                    + " Default: for all packages.")
            .build());
    spec.addOption(
        Options.text(
                SERVER,
                "ID",
                "With --tool maven: id of the server in settings.xml, which is that of the"
                    + " repository in the pom. Default: DOMAIN-REPOSITORY.")
            .build());
  }

  static RepositoryOptions of(ParseResult parsed) {
    // Not required by the parser, which would report them before an option that is blank.
    String named = parsed.matchedOptionValue(TOOL, "");
    String repository = parsed.matchedOptionValue(REPOSITORY, "");
    PackageTool tool =
        PackageTool.named(named).orElseThrow(() -> invalid(TOOL, named, "one of " + TOOLS));
    if (!repository.matches("[A-Za-z0-9][A-Za-z0-9._-]{1,99}")) {
      throw invalid(
          REPOSITORY,
          repository,
          "2 to 100 letters, digits and the signs . _ - with a letter or digit first");
    }
    return new RepositoryOptions(
        tool,
        repository,
        onlyFor(PackageTool.NPM, tool, NAMESPACE, parsed).map(RepositoryOptions::scope),
        onlyFor(PackageTool.MAVEN, tool, SERVER, parsed).map(RepositoryOptions::server));
  }

  private static Optional<String> onlyFor(
      PackageTool taker, PackageTool tool, String option, ParseResult parsed) {
    Optional<String> value = Optional.ofNullable(parsed.matchedOptionValue(option, null));
    if (value.isPresent() && tool != taker) {
      throw new CredentialsException(
          new InputProblem.Conflict(
              option, TOOL + " " + tool.word(), "the option is for " + TOOL + " " + taker.word()));
    }
    return value;
  }

  private static String scope(String text) {
    String scope = text.startsWith("@") ? text : "@" + text;
    if (!scope.matches("@[a-z0-9~-][a-z0-9._~-]*")) {
      throw invalid(NAMESPACE, text, "a scope of npm, such as @acme");
    }
    return scope;
  }

  private static String server(String text) {
    if (!text.matches("[A-Za-z0-9._-]+")) {
      throw invalid(SERVER, text, "letters, digits and the signs . _ -");
    }
    return text;
  }

  private static CredentialsException invalid(String option, String value, String expected) {
    return new CredentialsException(new InputProblem.Invalid(option, value, expected));
  }

  RepositoryLogin login(CodeArtifactDomain domain, URI endpoint, Secret token) {
    return new RepositoryLogin(domain.name(), repository, endpoint, token, scope, serverId);
  }

  /** Returns the id of the server for messages, because the pom of the user has to name it. */
  String alias(RepositoryLogin login) {
    return tool == PackageTool.MAVEN ? " (server " + login.server() + ")" : "";
  }
}
