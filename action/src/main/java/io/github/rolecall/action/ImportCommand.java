package io.github.rolecall.action;

import io.github.rolecall.export.AccessKeysCsv;
import io.github.rolecall.host.Host;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.Given;
import io.github.rolecall.problem.InputProblem;
import java.io.PrintStream;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** {@code rolecall import}: access keys of a file become profiles, as by {@code aws configure}. */
final class ImportCommand implements Subcommand {
  private static final String CSV = "--csv";
  private static final String SKIP = "--skip-invalid";
  private static final String PREFIX = "--profile-prefix";

  private final Host host;
  private final PrintStream err;

  ImportCommand(Host host, PrintStream err) {
    this.host = host;
    this.err = err;
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec = CommandSpec.create().mixinStandardHelpOptions(true);
    spec.addOption(
        OptionSpec.builder(CSV)
            .type(String.class)
            .arity("1")
            .required(true)
            .paramLabel("FILE")
            .description(
                "File with the columns User Name, Access key ID and Secret access key; file:// may"
                    + " stand before it.")
            .build());
    spec.addOption(
        OptionSpec.builder(SKIP)
            .type(boolean.class)
            .description("Leaves out rows that are not whole, instead of importing none.")
            .build());
    spec.addOption(
        OptionSpec.builder(PREFIX)
            .type(String.class)
            .arity("1")
            .paramLabel("TEXT")
            .description("What stands before each user name in the name of the profile.")
            .build());
    spec.usageMessage()
        .description(
            "Writes the access keys of a file that IAM made to profiles of the credentials file."
                + " Long-lived keys: a role and the token of the job are better.")
        .abbreviateSynopsis(true)
        .footer("", "Example:", "  rolecall import --csv credentials.csv");
    return spec;
  }

  @Override
  public int run(CommandLine.ParseResult parsed) {
    return RolecallCommand.guarded(
        parsed,
        host,
        err,
        Options.none(),
        inputs -> {
          String file = parsed.matchedOptionValue(CSV, "").replaceFirst("^file://", "");
          if (file.isBlank()) {
            throw new CredentialsException(InputProblem.Blank.of(CSV));
          }
          var keys =
              new AccessKeysCsv(host.file(new Given(file, CSV)), parsed.hasMatchedOption(SKIP));
          List<String> profiles = keys.write(host, parsed.matchedOptionValue(PREFIX, ""));
          host.log().print("Successfully imported " + profiles.size() + " profile(s)\n");
          return 0;
        });
  }
}
