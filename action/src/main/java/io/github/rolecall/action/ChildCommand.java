package io.github.rolecall.action;

import io.github.rolecall.host.Command;
import io.github.rolecall.host.Host;
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
 * The command at the end of a command line, which runs as a child process.
 *
 * @param parent the subcommand that runs the command, for messages
 * @param jobTokens whether the command gets the ID tokens of the job
 */
record ChildCommand(String parent, List<String> words, boolean jobTokens) {
  private static final String JOB_TOKENS = "--pass-job-tokens";

  /** Adds the command to the arguments of a subcommand. */
  static CommandSpec addTo(CommandSpec spec) {
    return add(spec, "1..*", "The command and its arguments.");
  }

  /** Adds the command as an optional argument. */
  static CommandSpec addOptionalTo(CommandSpec spec) {
    return add(spec, "0..*", "A command, and its arguments, to run with the result.");
  }

  private static CommandSpec add(CommandSpec spec, String arity, String description) {
    spec.addPositional(
        PositionalParamSpec.builder()
            .index("0..*")
            .arity(arity)
            .type(List.class)
            .auxiliaryTypes(String.class)
            .paramLabel("COMMAND")
            .description(description)
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

  static ChildCommand of(CommandName parent, ParseResult parsed) {
    List<String> words = parsed.matchedPositionalValue(0, List.of());
    return new ChildCommand(
        RolecallCommand.NAME + " " + parent.word(), words, parsed.hasMatchedOption(JOB_TOKENS));
  }

  /** Returns whether the command is missing. A shell passes an unset variable as an empty word. */
  boolean isMissing() {
    return words.isEmpty() || words.get(0).isBlank();
  }

  /** Prints that the command is missing, and returns the exit code. */
  ExitCode missing(PrintStream err) {
    err.println("Missing: COMMAND\nRun `" + parent + " --help` for usage.");
    return ExitCode.USAGE;
  }

  /** Returns the file of the program, or empty if it does not exist. */
  Optional<Path> program(Host host) {
    return Command.locate(host, words.get(0));
  }

  /** Prints that the program does not exist, and returns the exit code. */
  ExitCode notFound(PrintStream err) {
    return refused(err, "command not found", ExitCode.NOT_FOUND);
  }

  /** Runs the command with exactly this environment, and returns its exit code. */
  int run(Path program, Map<String, String> environment, Host host, PrintStream err) {
    var command = new ArrayList<>(words);
    command.set(0, program.toString());
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
      return refused(err, "it cannot be started", ExitCode.NOT_STARTED).code();
    }
  }

  private ExitCode refused(PrintStream err, String why, ExitCode exit) {
    String program = new Command(parent, words, Command.LIMIT).program();
    err.println(PlainText.harmless(RolecallCommand.NAME + ": " + program + ": " + why));
    return exit;
  }
}
