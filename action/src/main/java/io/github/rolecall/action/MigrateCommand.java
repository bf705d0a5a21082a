package io.github.rolecall.action;

import io.github.rolecall.file.FileFailure;
import io.github.rolecall.host.Host;
import io.github.rolecall.input.Inputs;
import io.github.rolecall.migrate.MigratedFile;
import io.github.rolecall.migrate.Migration;
import io.github.rolecall.migrate.Target;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.Documentation;
import io.github.rolecall.problem.Given;
import io.github.rolecall.problem.InputProblem;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code rolecall migrate}: changes workflows that use another action to use this one. */
final class MigrateCommand extends Subcommand {
  private static final String PATH = "PATH";
  private static final String WRITE = "--write";
  private static final String CHECK = "--check";
  private static final String TO = "--to";
  private static final String DIGEST = "--digest";

  private static final String UNRELEASED =
      "This build is not a release, and github.com/rolecall/rolecall is not released:"
          + " anyone who registers the name could run code in your jobs. Read RELEASING.md"
          + " before you push the change.";

  MigrateCommand(Host host, PrintStream err) {
    super(host, err, Options.none());
  }

  @Override
  CommandSpec spec() {
    return spec(
            "Change workflows from aws-actions/configure-aws-credentials to Rolecall. Prints a diff and what to"
                + " check. Changes files only with --write.",
            "",
            "Exit codes: 0 success; 1 a file cannot be read or written, or with"
                + " --check, there is something to change; 2 wrong usage.",
            "",
            "Examples:",
            "  rolecall migrate .",
            "  rolecall migrate .github/workflows/deploy.yml --to v1 --format json")
        .addPositional(
            PositionalParamSpec.builder()
                .paramLabel(PATH)
                .type(List.class)
                .auxiliaryTypes(String.class)
                .arity("1..*")
                .required(true)
                .description("Files, or folders with .github/workflows/*.yml and action.yml.")
                .build())
        .addOption(flag(WRITE, "Change the files."))
        .addOption(flag(CHECK, "Exit with 1 if there is something to change."))
        .addOption(
            Options.text(
                    TO,
                    "REF",
                    "Tag or branch to use, also in the version comment after a digest."
                        + " Default: v1.")
                .build())
        .addOption(
            Options.text(
                    DIGEST,
                    "SHA",
                    "Commit to use where the action is pinned to a commit. Without"
                        + " this option, these lines do not change.")
                .build())
        .addOption(OutputFormat.spec());
  }

  private static OptionSpec flag(String name, String description) {
    return OptionSpec.builder(name).type(boolean.class).description(description).build();
  }

  @Override
  int run(ParseResult parsed, Inputs inputs, Job job) {
    boolean json = OutputFormat.isJson(parsed);
    Migration migration = migration(parsed);
    var report = new MigrationReport(migration, host.workDirectory());
    boolean write = parsed.hasMatchedOption(WRITE);
    print(json ? report.json(write) : report.diff());
    if (write) {
      migration.files().stream().filter(MigratedFile::isChanged).forEach(this::write);
    }
    if (!json) {
      err.print(host.secrets().without(report.text(write)));
      if (!Documentation.own().isOfRelease()) {
        err.println(UNRELEASED);
      }
    }
    boolean left = parsed.hasMatchedOption(CHECK) && !write && migration.changed() > 0;
    return left || !migration.unreadable().isEmpty() ? 1 : 0;
  }

  private void write(MigratedFile file) {
    host.deadline().commit(file::write);
  }

  private Migration migration(ParseResult parsed) {
    List<String> named = parsed.matchedPositionalValue(0, List.of());
    try {
      return Migration.of(named.stream().map(this::path).toList(), target(parsed));
    } catch (IOException e) {
      throw unreadable(String.join(" ", named), FileFailure.reason(e));
    }
  }

  private Path path(String named) {
    if (named.isBlank()) {
      throw new CredentialsException(InputProblem.Blank.of(PATH));
    }
    Path path = host.file(new Given(named, PATH)).toAbsolutePath().normalize();
    if (!Files.exists(path)) {
      throw unreadable(named, "there is no such file or folder");
    }
    return path;
  }

  private static CredentialsException unreadable(String path, String reason) {
    return new CredentialsException(new InputProblem.FileUnreadable(PATH, path, reason));
  }

  private static Target target(ParseResult parsed) {
    String tag = parsed.matchedOptionValue(TO, "v1");
    if (!tag.matches("[\\w./-]{1,200}")) {
      throw new CredentialsException(
          new InputProblem.Invalid(TO, tag, "a tag or branch of letters, digits and . _ / -"));
    }
    Optional<String> digest = Optional.ofNullable(parsed.matchedOptionValue(DIGEST, null));
    if (digest.filter(text -> !text.matches("[0-9a-f]{40}|[0-9a-f]{64}")).isPresent()) {
      throw new CredentialsException(
          new InputProblem.Invalid(
              DIGEST, digest.get(), "the 40 hexadecimal digits of a commit, in lower case"));
    }
    return new Target(tag, digest);
  }
}
