package io.github.rolecall.action;

import io.github.rolecall.configure.AwsConfiguration;
import io.github.rolecall.configure.SettingName;
import io.github.rolecall.host.Host;
import io.github.rolecall.input.Inputs;
import java.io.PrintStream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code rolecall configure unset}: removes one setting. The AWS CLI has no command for this. */
final class ConfigureUnsetCommand extends Subcommand {
  ConfigureUnsetCommand(Host host, PrintStream err) {
    super(host, err, Options.none());
  }

  @Override
  CommandSpec spec() {
    return spec(
            "Remove a setting from the AWS files. Does nothing if it is not set.",
            "",
            "Example:",
            "  rolecall configure unset aws_session_token --profile dev")
        .addPositional(ConfigureSetCommand.word("KEY", "1", "Setting, for example region."))
        .addOption(ProfileOption.spec());
  }

  @Override
  int run(ParseResult parsed, Inputs inputs, Job job) {
    new AwsConfiguration(host)
        .unset(
            SettingName.of(
                parsed.matchedPositionalValue(0, ""), ProfileOption.of(parsed, host), true));
    return 0;
  }
}
