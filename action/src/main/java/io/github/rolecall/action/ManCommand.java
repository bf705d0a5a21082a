package io.github.rolecall.action;

import io.github.rolecall.host.Host;
import io.github.rolecall.input.Inputs;
import java.io.PrintStream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code rolecall man}: the manual page. */
final class ManCommand extends Subcommand {
  ManCommand(Host host, PrintStream err) {
    super(host, err, Options.none());
  }

  @Override
  CommandSpec spec() {
    return spec(
        "Print the manual page of all commands, in the format of man.",
        "",
        "Examples:",
        "  rolecall man > /usr/local/share/man/man1/rolecall.1",
        "  rolecall man | man -l -");
  }

  @Override
  int run(ParseResult parsed, Inputs inputs, Job job) {
    print(new ManPage(RolecallCommand.line(host, err).getCommandSpec()).text());
    return 0;
  }
}
