package io.github.rolecall.action;

import io.github.rolecall.host.Host;
import io.github.rolecall.input.Inputs;
import io.github.rolecall.option.Goal;
import io.github.rolecall.option.Input;
import java.io.PrintStream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code rolecall trust-policy}: prints the narrowest trust policy that allows a job. */
final class TrustPolicyCommand extends Subcommand {
  TrustPolicyCommand(Host host, PrintStream err) {
    super(
        host,
        err,
        Options.of(Goal.TRUST_POLICY)
            .alias(Input.PULUMI_PROJECT, "--project")
            .alias(Input.PULUMI_STACK, "--stack")
            .alias(Input.OUTPUT, "--format"));
  }

  @Override
  CommandSpec spec() {
    return spec(
        "Write the narrowest trust policy that lets this job assume the role. To write"
            + " it for another job, describe that job with options.",
        "",
        "Examples:",
        "  rolecall trust-policy --role-to-assume arn:aws:iam::111122223333:role/Deploy",
        "  rolecall trust-policy --repository acme/shop --environment prod --format terraform",
        "  rolecall trust-policy --gitlab acme/shop --branch main --format cloudformation",
        "  rolecall trust-policy --pulumi-org contoso --project Core");
  }

  @Override
  int run(ParseResult parsed, Inputs inputs, Job job) {
    print(job.explain().trustPolicy(inputs));
    return 0;
  }
}
