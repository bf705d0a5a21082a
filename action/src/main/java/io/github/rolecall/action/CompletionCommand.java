package io.github.rolecall.action;

import io.github.rolecall.host.Host;
import io.github.rolecall.input.Inputs;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.InputProblem;
import java.io.PrintStream;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code rolecall completion}: a script that completes commands and options in a shell. */
final class CompletionCommand extends Subcommand {
  CompletionCommand(Host host, PrintStream err) {
    super(host, err, Options.none());
  }

  @Override
  CommandSpec spec() {
    return spec(
            "Print a script that completes commands and options in a shell.",
            "",
            "Examples:",
            "  source <(rolecall completion bash)                      (in ~/.bashrc)",
            "  source <(rolecall completion zsh)                       (in ~/.zshrc, after compinit)",
            "  rolecall completion fish > ~/.config/fish/completions/rolecall.fish")
        .addPositional(
            PositionalParamSpec.builder()
                .index("0")
                .arity("1")
                .type(String.class)
                .paramLabel("SHELL")
                .description("bash, zsh or fish.")
                .build());
  }

  @Override
  int run(ParseResult parsed, Inputs inputs, Job job) {
    String shell = parsed.matchedPositionalValue(0, "");
    CommandLine command = RolecallCommand.line(host, err);
    print(
        switch (shell) {
          // picocli writes one script for both shells; it begins with the lines that zsh needs.
          case "bash", "zsh" -> AutoComplete.bash(RolecallCommand.NAME, command);
          case "fish" -> new FishCompletion(command.getCommandSpec()).text();
          default ->
              throw new CredentialsException(
                  new InputProblem.Invalid("SHELL", shell, "one of bash, zsh, fish"));
        });
    return 0;
  }
}
