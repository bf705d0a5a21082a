package io.github.rolecall.action;

import io.github.rolecall.assume.explain.Explain;
import io.github.rolecall.ci.CiPlatform;
import io.github.rolecall.console.Console;
import io.github.rolecall.host.Host;
import io.github.rolecall.option.FrontEnd;
import io.github.rolecall.option.Goal;
import java.io.PrintStream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** {@code rolecall trust-policy}: the narrowest trust policy that lets a job in. */
final class TrustPolicyCommand implements Subcommand {
  private final Host host;
  private final PrintStream err;
  private final Options options = Options.of(Goal.TRUST_POLICY);

  TrustPolicyCommand(Host host, PrintStream err) {
    this.host = host;
    this.err = err;
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec = CommandSpec.create().mixinStandardHelpOptions(true);
    options.addTo(spec);
    spec.usageMessage()
        .description(
            "Writes the narrowest trust policy that lets this job, or a described one, in.")
        .abbreviateSynopsis(true)
        .footer(
            "",
            "Examples:",
            "  rolecall trust-policy --role-to-assume arn:aws:iam::111122223333:role/Deploy",
            "  rolecall trust-policy --repository acme/shop --environment prod --output terraform",
            "  rolecall trust-policy --gitlab acme/shop --branch main --output cloudformation");
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
          CiPlatform platform = CiPlatform.detect(host);
          Console console = platform.console(err, FrontEnd.COMMAND);
          host.log().print(new Explain(host, platform, console).trustPolicy(inputs));
          host.log().flush();
          return 0;
        });
  }
}
