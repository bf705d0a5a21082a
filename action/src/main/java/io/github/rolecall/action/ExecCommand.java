package io.github.rolecall.action;

import io.github.rolecall.assume.plan.PlannedRole;
import io.github.rolecall.assume.plan.Planner;
import io.github.rolecall.assume.run.Assume;
import io.github.rolecall.ci.CiPlatform;
import io.github.rolecall.console.Console;
import io.github.rolecall.export.Variables;
import io.github.rolecall.host.Command;
import io.github.rolecall.host.Host;
import io.github.rolecall.input.Inputs;
import io.github.rolecall.option.FrontEnd;
import io.github.rolecall.option.Input;
import io.github.rolecall.plan.HandOn;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.InputProblem;
import io.github.rolecall.session.Assumed;
import io.github.rolecall.text.PlainText;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * {@code rolecall exec}: runs a command that has the credentials in its environment, and nobody
 * else has them.
 */
final class ExecCommand implements Subcommand {
  /** As shells say it. */
  private static final int NOT_FOUND = 127;

  private static final int NOT_STARTED = 126;

  private final Host host;
  private final PrintStream err;
  private final Options options =
      Options.allBut(
              Input.FORMAT,
              Input.SHELL,
              Input.OUTPUT_FILE,
              Input.AWS_PROFILE,
              Input.OVERWRITE_AWS_PROFILE)
          .alias(Input.SOURCE_PROFILE, "--profile");

  ExecCommand(Host host, PrintStream err) {
    this.host = host;
    this.err = err;
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec = CommandSpec.create().mixinStandardHelpOptions(true);
    options.addTo(spec);
    spec.addPositional(
        PositionalParamSpec.builder()
            .index("0..*")
            .arity("1..*")
            .type(List.class)
            .auxiliaryTypes(String.class)
            .paramLabel("COMMAND")
            .description("The command and its arguments.")
            .build());
    spec.usageMessage()
        .description(
            "Runs a command with the credentials in its environment. Its exit code is that of the"
                + " command; 126 and 127 also say that it cannot be started or found.")
        .abbreviateSynopsis(true)
        .footer(
            "",
            "Examples:",
            "  rolecall exec --role-to-assume arn:aws:iam::111122223333:role/Deploy -- aws s3 ls",
            "  rolecall exec --profile dev -- terraform plan");
    return spec;
  }

  @Override
  public int run(CommandLine.ParseResult parsed) {
    List<String> words = parsed.matchedPositionalValue(0, List.of());
    // What a shell makes of a variable that is not set is no command either.
    if (words.isEmpty() || words.get(0).isBlank()) {
      err.println("Missing: COMMAND");
      err.println("Try: rolecall exec --help");
      return CommandLine.ExitCode.USAGE;
    }
    int[] code = {0};
    int exit =
        RolecallCommand.guarded(
            parsed,
            host,
            err,
            options,
            inputs -> {
              code[0] = exec(words, inputs);
              return 0;
            });
    return exit == 0 ? code[0] : exit;
  }

  private int exec(List<String> words, Inputs inputs) {
    // Before anybody is asked: a command that is not there needs no credentials.
    Optional<Path> program = Command.locate(host, words.get(0));
    if (program.isEmpty()) {
      return refused(words, "there is no such program", NOT_FOUND);
    }
    CiPlatform platform = CiPlatform.detect(host);
    Console console = platform.console(err, FrontEnd.COMMAND);
    Map<String, String> environment = environment(inputs, platform, console);
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
    try {
      return ForwardedSignals.run(builder);
    } catch (IOException e) {
      return refused(words, "it cannot be started", NOT_STARTED);
    }
  }

  private Map<String, String> environment(Inputs inputs, CiPlatform platform, Console console) {
    List<PlannedRole> roles = new Planner(host, platform).plan(inputs);
    for (PlannedRole role : roles) {
      if (inputs.hasSeveralRoles() && !role.plan().handOn().environment()) {
        throw new CredentialsException(
            new InputProblem.Incomplete(
                "the role " + role.name(),
                Input.ENVIRONMENT_PREFIX,
                "a command gets variables and nothing else"));
      }
    }
    List<Assumed> assumed = new Assume(host, platform, console).run(roles);
    Map<String, String> environment = host.environment();
    for (int i = 0; i < roles.size(); i++) {
      environment = with(assumed.get(i), roles.get(i).plan().handOn(), environment, console);
    }
    return environment;
  }

  private static Map<String, String> with(
      Assumed assumed, HandOn handOn, Map<String, String> before, Console console) {
    console.info("Authenticated as " + assumed.describe());
    return handOn.prefixes().variables().isEmpty()
        ? Variables.environment(assumed, before)
        : Variables.beside(assumed, handOn, before);
  }

  private int refused(List<String> words, String why, int exit) {
    String program = new Command("rolecall exec", words, Command.LIMIT).program();
    err.println(PlainText.harmless("rolecall: " + program + ": " + why));
    return exit;
  }
}
