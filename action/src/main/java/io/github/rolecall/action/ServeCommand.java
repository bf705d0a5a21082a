package io.github.rolecall.action;

import io.github.rolecall.assume.plan.PlannedRole;
import io.github.rolecall.endpoint.CredentialEndpoint;
import io.github.rolecall.endpoint.RenewingSession;
import io.github.rolecall.export.ProfileFile;
import io.github.rolecall.export.Variables;
import io.github.rolecall.host.Host;
import io.github.rolecall.input.Inputs;
import io.github.rolecall.option.Input;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.InputProblem;
import io.github.rolecall.session.Assumed;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/**
 * {@code rolecall serve}: runs a command, and renews its credentials while it runs. The command
 * gets the address of an endpoint and no keys.
 */
final class ServeCommand extends Subcommand {
  /** Sources that AWS SDKs and tools use before an endpoint. */
  private static final List<String> BEFORE_ENDPOINTS =
      List.of(
          "AWS_PROFILE",
          "AWS_DEFAULT_PROFILE",
          "AWS_WEB_IDENTITY_TOKEN_FILE",
          "AWS_ROLE_ARN",
          "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
          "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE");

  ServeCommand(Host host, PrintStream err) {
    super(host, err, Options.forProcess());
  }

  @Override
  CommandSpec spec() {
    return ChildCommand.addTo(
        spec(
            "Run a command, and renew its credentials for as long as it runs. It gets the"
                + " address of a local endpoint, which AWS SDKs and the AWS CLI call. The exit"
                + " code is that of the command, 126 if the command cannot be started, or 127"
                + " if it was not found.",
            "",
            "Examples:",
            "  rolecall serve --role-to-assume arn:aws:iam::111122223333:role/Deploy -- terraform"
                + " apply",
            "  rolecall serve --profile dev -- ./deploy.sh"));
  }

  @Override
  int run(ParseResult parsed) {
    ChildCommand child = ChildCommand.of(CommandName.SERVE, parsed);
    return child.isMissing() ? child.missing(err).code() : super.run(parsed);
  }

  @Override
  int run(ParseResult parsed, Inputs inputs, Job job) {
    ChildCommand child = ChildCommand.of(CommandName.SERVE, parsed);
    if (inputs.hasSeveralRoles()) {
      throw new CredentialsException(
          new InputProblem.Conflict(
              inputs.name(Input.ROLES),
              RolecallCommand.NAME + " serve",
              "a command can get the address of only one endpoint"));
    }
    Optional<Path> program = child.program(host);
    if (program.isEmpty()) {
      return child.notFound(err).code();
    }
    List<PlannedRole> roles = job.planner().plan(inputs);
    PlannedRole role = roles.get(0);
    Assumed assumed = job.assume().run(roles).get(0);
    CredentialEndpoint.requireSession(assumed, RolecallCommand.NAME + " serve");
    job.console().info("Authenticated as " + assumed.describe());
    Map<String, String> environment =
        new HashMap<>(ChildEnvironment.of(host.environment(), roles, child.jobTokens()));
    environment.keySet().removeAll(Variables.OF_KEYS);
    environment.keySet().removeAll(BEFORE_ENDPOINTS);
    environment.putAll(Variables.region(assumed));
    hideDefaultProfile(environment, job);
    var session = RenewingSession.of(job.assume(), role, assumed, host, job.console());
    try (var endpoint = CredentialEndpoint.start(session, host.clock())) {
      environment.putAll(endpoint.variables());
      return child.run(program.get(), environment, host, err);
    }
  }

  /** Tools use the default profile before an endpoint, if it has credentials. */
  private void hideDefaultProfile(Map<String, String> environment, Job job) {
    String nothing = host.onWindows() ? "NUL" : "/dev/null";
    ProfileFile.sayingWho("default", host)
        .forEach(
            (variable, file) -> {
              environment.put(variable, nothing);
              job.console()
                  .warn(
                      ("The command does not see %s: AWS tools would use the credentials of its"
                              + " profile 'default' first.")
                          .formatted(file));
            });
  }
}
