package io.github.rolecall.action;

import io.github.rolecall.assume.plan.PlannedRole;
import io.github.rolecall.export.Variables;
import io.github.rolecall.host.Command;
import io.github.rolecall.host.Host;
import io.github.rolecall.input.Inputs;
import io.github.rolecall.option.Input;
import io.github.rolecall.plan.ExportTargets;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.InputProblem;
import io.github.rolecall.session.Assumed;
import io.github.rolecall.text.PlainText;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/**
 * {@code rolecall exec}: runs a command with the credentials in its environment, and exports them
 * nowhere else.
 */
final class ExecCommand extends Subcommand {
  private static final String JOB_TOKENS = "--pass-job-tokens";

  ExecCommand(Host host, PrintStream err) {
    super(host, err, Options.forProcess());
  }

  @Override
  CommandSpec spec() {
    CommandSpec spec =
        spec(
                "Run a command with the credentials in its environment. The exit code"
                    + " is that of the command, 126 if the command cannot be started, or 127"
                    + " if it was not found.",
                "",
                "Examples:",
                "  rolecall exec --role-to-assume arn:aws:iam::111122223333:role/Deploy -- aws s3"
                    + " ls",
                "  rolecall exec --profile dev -- terraform plan")
            .addPositional(
                PositionalParamSpec.builder()
                    .index("0..*")
                    .arity("1..*")
                    .type(List.class)
                    .auxiliaryTypes(String.class)
                    .paramLabel("COMMAND")
                    .description("The command and its arguments.")
                    .build());
    spec.addOption(
        OptionSpec.builder(JOB_TOKENS)
            .type(boolean.class)
            .description(
                "Also pass the ID tokens of the job to the command, and the variables"
                    + " that request them: for npm publish --provenance, cosign, and tools"
                    + " that assume roles or renew credentials themselves. Default: Rolecall"
                    + " removes them.")
            .build());
    // Everything after the command belongs to it, including options.
    spec.parser().stopAtPositional(true);
    return spec;
  }

  private static List<String> words(ParseResult parsed) {
    return parsed.matchedPositionalValue(0, List.of());
  }

  @Override
  int run(ParseResult parsed) {
    // A shell passes an unset variable as a blank word, which is not a command.
    if (words(parsed).isEmpty() || words(parsed).get(0).isBlank()) {
      err.println("Missing: COMMAND\nRun `rolecall exec --help` for usage.");
      return ExitCode.USAGE.code();
    }
    return super.run(parsed);
  }

  @Override
  int run(ParseResult parsed, Inputs inputs, Job job) {
    List<String> words = words(parsed);
    // Look for the program before the first request: a missing command needs no credentials.
    Optional<Path> program = Command.locate(host, words.get(0));
    if (program.isEmpty()) {
      return refused(words, "command not found", ExitCode.NOT_FOUND);
    }
    Map<String, String> environment = environment(parsed.hasMatchedOption(JOB_TOKENS), inputs, job);
    var command = new ArrayList<>(words);
    command.set(0, program.get().toString());
    var builder = new ProcessBuilder(command).inheritIO();
    builder.environment().clear();
    builder.environment().putAll(environment);
    if (Files.isDirectory(host.workDirectory())) {
      builder.directory(host.workDirectory().toFile());
    }
    host.log().flush();
    err.flush();
    // The time limit of the run does not apply to the command.
    host.deadline().commit(() -> host.deadline().limit(Duration.ZERO));
    host.deadline().doingVisibly("running the command");
    try {
      return ForwardedSignals.run(builder);
    } catch (IOException e) {
      return refused(words, "it cannot be started", ExitCode.NOT_STARTED);
    }
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

  private int refused(List<String> words, String why, ExitCode exit) {
    String program = new Command("rolecall exec", words, Command.LIMIT).program();
    err.println(PlainText.harmless("rolecall: " + program + ": " + why));
    return exit.code();
  }
}
