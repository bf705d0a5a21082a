package io.github.rolecall.action;

import io.github.rolecall.assume.plan.PlannedRole;
import io.github.rolecall.export.Variables;
import io.github.rolecall.host.Host;
import io.github.rolecall.input.Inputs;
import io.github.rolecall.option.Input;
import io.github.rolecall.plan.ExportTargets;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.InputProblem;
import io.github.rolecall.session.Assumed;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/**
 * {@code rolecall exec}: runs a command with the credentials in its environment, and exports them
 * nowhere else.
 */
final class ExecCommand extends Subcommand {
  ExecCommand(Host host, PrintStream err) {
    super(host, err, Options.forProcess());
  }

  @Override
  CommandSpec spec() {
    return ChildCommand.addTo(
        spec(
            "Run a command with the credentials in its environment. The exit code"
                + " is that of the command, 126 if the command cannot be started, or 127"
                + " if it was not found.",
            "",
            "Examples:",
            "  rolecall exec --role-to-assume arn:aws:iam::111122223333:role/Deploy -- aws s3"
                + " ls",
            "  rolecall exec --profile dev -- terraform plan"));
  }

  @Override
  int run(ParseResult parsed) {
    ChildCommand child = ChildCommand.of(CommandName.EXEC, parsed);
    return child.isMissing() ? child.missing(err).code() : super.run(parsed);
  }

  @Override
  int run(ParseResult parsed, Inputs inputs, Job job) {
    ChildCommand child = ChildCommand.of(CommandName.EXEC, parsed);
    // Look for the program before the first request: a missing command needs no credentials.
    Optional<Path> program = child.program(host);
    if (program.isEmpty()) {
      return child.notFound(err).code();
    }
    return child.run(program.get(), environment(child.jobTokens(), inputs, job), host, err);
  }

  private static Map<String, String> environment(boolean jobTokens, Inputs inputs, Job job) {
    List<PlannedRole> roles = job.planner().plan(inputs);
    for (PlannedRole role : roles) {
      if (inputs.hasSeveralRoles() && !role.plan().exportTargets().environment()) {
        throw new CredentialsException(
            new InputProblem.Incomplete(
                "the role " + role.name(),
                Input.ENVIRONMENT_PREFIX,
                "a command can get only environment variables"));
      }
    }
    List<Assumed> assumed = job.assume().run(roles);
    Map<String, String> environment =
        ChildEnvironment.of(job.host().environment(), roles, jobTokens);
    for (int i = 0; i < roles.size(); i++) {
      ExportTargets exportTargets = roles.get(i).plan().exportTargets();
      job.console().info("Authenticated as " + assumed.get(i).describe());
      environment =
          exportTargets.prefixes().variables().isEmpty()
              ? Variables.environment(assumed.get(i), environment)
              : Variables.beside(assumed.get(i), exportTargets, environment);
    }
    return environment;
  }
}
