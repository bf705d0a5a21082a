package io.github.rolecall.action;

import io.github.rolecall.configure.AwsConfiguration;
import io.github.rolecall.configure.SettingName;
import io.github.rolecall.host.Host;
import io.github.rolecall.input.Inputs;
import java.io.PrintStream;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code rolecall configure get}: prints one setting of the files. */
final class ConfigureGetCommand extends Subcommand {
  ConfigureGetCommand(Host host, PrintStream err) {
    super(host, err, Options.none());
  }

  @Override
  CommandSpec spec() {
    return spec(
            "Print a setting of the AWS files, including secrets. Exits with 1, and"
                + " prints nothing, if it is not set.",
            "",
            "Example:",
            "  rolecall configure get region --profile dev")
        .addPositional(
            ConfigureSetCommand.word(
                "KEY", "1", "Setting, for example region or profile.dev.role_arn."))
        .addOption(ProfileOption.spec());
  }

  @Override
  int run(ParseResult parsed, Inputs inputs, Job job) {
    SettingName name =
        SettingName.of(parsed.matchedPositionalValue(0, ""), ProfileOption.of(parsed, host), true);
    Optional<String> value = new AwsConfiguration(host).value(name);
    value.ifPresent(text -> print(text + "\n"));
    return value.isPresent() ? 0 : 1;
  }
}
