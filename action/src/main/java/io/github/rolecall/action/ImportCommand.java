package io.github.rolecall.action;

import io.github.rolecall.configure.AccessKeysCsv;
import io.github.rolecall.host.Host;
import io.github.rolecall.input.Inputs;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.Given;
import io.github.rolecall.problem.InputProblem;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * {@code rolecall import}: writes access keys of a file to profiles, as {@code aws configure} does.
 */
final class ImportCommand extends Subcommand {
  private static final String CSV = "--csv";
  private static final String SKIP = "--skip-invalid";
  private static final String PREFIX = "--profile-prefix";
  private static final Map<String, String> SETTINGS = new TreeMap<>();

  static {
    SETTINGS.put("--region", "region");
    SETTINGS.put("--output", "output");
  }

  ImportCommand(Host host, PrintStream err) {
    super(host, err, Options.none());
  }

  @Override
  CommandSpec spec() {
    return spec(
            "Write access keys from a CSV file of IAM to profiles of the credentials file."
                + " Access keys are long-lived: prefer a role and the token of the job.",
            "",
            "Example:",
            "  rolecall import --csv credentials.csv")
        .addOption(
            Options.text(
                    CSV,
                    "FILE",
                    "File with the columns User Name, Access key ID and Secret access"
                        + " key. It may start with file://.")
                .required(true)
                .build())
        .addOption(
            OptionSpec.builder(SKIP)
                .type(boolean.class)
                .description(
                    "Skip incomplete rows. Without this option, one incomplete row stops"
                        + " the import.")
                .build())
        .addOption(
            Options.text(PREFIX, "TEXT", "Prefix of each profile name, before the user name.")
                .build())
        .addOption(setting("--region"))
        .addOption(setting("--output"));
  }

  private static OptionSpec setting(String option) {
    String text = "Also sets " + SETTINGS.get(option) + " of each profile in the config file.";
    return Options.text(option, "VALUE", text).build();
  }

  @Override
  int run(ParseResult parsed, Inputs inputs, Job job) {
    String file = parsed.matchedOptionValue(CSV, "").replaceFirst("^file://", "");
    if (file.isBlank()) {
      throw new CredentialsException(InputProblem.Blank.of(CSV));
    }
    var keys = new AccessKeysCsv(host.file(new Given(file, CSV)), parsed.hasMatchedOption(SKIP));
    var settings = new LinkedHashMap<String, String>();
    SETTINGS.forEach(
        (option, key) -> {
          if (parsed.hasMatchedOption(option)) {
            settings.put(key, parsed.matchedOptionValue(option, ""));
          }
        });
    List<String> profiles = keys.write(host, parsed.matchedOptionValue(PREFIX, ""), settings);
    print("Successfully imported " + profiles.size() + " profile(s)\n");
    return 0;
  }
}
