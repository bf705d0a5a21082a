package io.github.rolecall.action;

import io.github.rolecall.host.Host;
import io.github.rolecall.input.Inputs;
import io.github.rolecall.option.Goal;
import io.github.rolecall.option.Input;
import java.io.PrintStream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code rolecall trust-policy}: the narrowest trust policy that lets a job in. */
final class TrustPolicyCommand extends Subcommand {
  TrustPolicyCommand(Host host, PrintStream err) {
    super(
        host,
        err,
        Options.of(Goal.TRUST_POLICY)
            .alias(Input.PULUMI_PROJECT, "--project")
            .alias(Input.PULUMI_STACK, "--stack"));
  }

  @Override
  CommandSpec spec() {
    return spec(
        "Writes the narrowest trust policy that lets this job, or a described one, in.",
        "",
        "Examples:",
        "  rolecall trust-policy --role-to-assume arn:aws:iam::111122223333:role/Deploy",
        "  rolecall trust-policy --repository acme/shop --environment prod --output terraform",
        "  rolecall trust-policy --gitlab acme/shop --branch main --output cloudformation",
        "  rolecall trust-policy --pulumi-org contoso --project Core");
  }

  @Override
  int run(ParseResult parsed, Inputs inputs, Job job) {
    print(job.explain().trustPolicy(inputs));
    return 0;
  }

  @Override
  int wrongInput() {
    return CommandLine.ExitCode.USAGE;
  }
}
