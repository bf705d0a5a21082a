package io.github.rolecall.action;

import io.github.rolecall.configure.AwsConfiguration;
import io.github.rolecall.host.Host;
import io.github.rolecall.input.Inputs;
import io.github.rolecall.text.PlainText;
import java.io.PrintStream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code rolecall configure list-profiles}: prints the names of all profiles. */
final class ConfigureProfilesCommand extends Subcommand {
  ConfigureProfilesCommand(Host host, PrintStream err) {
    super(host, err, Options.none());
  }

  @Override
  CommandSpec spec() {
    return spec("Print the names of all profiles of the AWS files, one per line.");
  }

  @Override
  int run(ParseResult parsed, Inputs inputs, Job job) {
    new AwsConfiguration(host).profiles().forEach(name -> print(PlainText.harmless(name) + "\n"));
    return 0;
  }
}
