package io.github.rolecall.action;

import io.github.rolecall.host.Host;
import io.github.rolecall.input.Inputs;
import java.io.PrintStream;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code rolecall sso}: signs in to IAM Identity Center, and out. */
final class SsoCommand extends Subcommand {
  private static final String LOGIN = "login";
  private static final String LOGOUT = "logout";

  private final Subcommand login;
  private final Subcommand logout;

  SsoCommand(Host host, PrintStream err) {
    super(host, err, Options.none());
    this.login = new SsoLoginCommand(host, err);
    this.logout = new SsoLogoutCommand(host, err);
  }

  @Override
  CommandSpec spec() {
    return spec(
            "Sign in to IAM Identity Center (SSO), or sign out.",
            "",
            "Examples:",
            "  rolecall sso login --profile dev",
            "  rolecall sso logout")
        .addSubcommand(LOGIN, login.spec())
        .addSubcommand(LOGOUT, logout.spec());
  }

  @Override
  int run(ParseResult parsed) {
    if (!parsed.hasSubcommand()) {
      return super.run(parsed);
    }
    ParseResult chosen = parsed.subcommand();
    return (chosen.commandSpec().name().equals(LOGIN) ? login : logout).run(chosen);
  }

  /** Without a subcommand, prints the usage. */
  @Override
  int run(ParseResult parsed, Inputs inputs, Job job) {
    List<CommandLine> line = parsed.asCommandLineList();
    line.get(line.size() - 1).usage(err);
    return CommandLine.ExitCode.USAGE;
  }
}
