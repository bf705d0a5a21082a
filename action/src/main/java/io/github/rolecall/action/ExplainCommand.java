package io.github.rolecall.action;

import io.github.rolecall.assume.explain.Explain;
import io.github.rolecall.assume.explain.Reports;
import io.github.rolecall.ci.CiPlatform;
import io.github.rolecall.console.Console;
import io.github.rolecall.host.Host;
import io.github.rolecall.option.FrontEnd;
import io.github.rolecall.option.Goal;
import io.github.rolecall.option.Input;
import java.io.PrintStream;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** {@code rolecall explain}: whether AWS would let this job have the role, and why. */
final class ExplainCommand implements Subcommand {
  private static final List<String> FORMATS = List.of("text", "json");

  private final Host host;
  private final PrintStream err;

  /** Those of {@code assume} that change nothing here too: its command line can be explained. */
  private final Options options =
      Options.of(Goal.EXPLAIN).and(Input.SPECIAL_CHARACTERS_WORKAROUND, Input.ENVIRONMENT_PREFIX);

  ExplainCommand(Host host, PrintStream err) {
    this.host = host;
    this.err = err;
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec = CommandSpec.create().mixinStandardHelpOptions(true);
    options.addTo(spec);
    spec.usageMessage()
        .description(
            "Says whether AWS would let this job have the role, and why. It takes the options of"
                + " assume, and gets the token as assume does. Nothing is assumed, and the token is"
                + " not shown.")
        .abbreviateSynopsis(true)
        .footer(
            "",
            "Exit code: 0 it would, 3 it would not, 4 that cannot be known, 2 wrong usage.",
            "",
            "Examples:",
            "  rolecall explain",
            "  aws iam get-role --role-name Deploy > role.json",
            "  rolecall explain --trust-policy role.json",
            "  rolecall explain --policy-profile admin --role-to-assume"
                + " arn:aws:iam::111122223333:role/Deploy",
            "  rolecall explain --trust-policy role.json --claims claims.json --format json");
    return spec;
  }

  @Override
  public int run(CommandLine.ParseResult parsed) {
    return RolecallCommand.usageGuarded(
        parsed,
        host,
        err,
        options,
        inputs -> {
          String format = inputs.choice(Input.FORMAT, FORMATS, "text");
          CiPlatform platform = CiPlatform.detect(host);
          Console console = platform.console(err, FrontEnd.COMMAND);
          Reports reports = new Explain(host, platform, console).run(inputs);
          host.log().print(format.equals("json") ? reports.json() : reports.text());
          host.log().flush();
          return reports.exitCode();
        });
  }
}
