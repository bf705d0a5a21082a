package io.github.rolecall.action;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import io.github.rolecall.host.Host;
import io.github.rolecall.option.Input;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The reference of the subcommands, generated from their picocli specifications. */
final class CommandReference {
  private CommandReference() {}

  static String markdown() {
    return """
        # Commands

        `rolecall COMMAND --help` prints all options of a command, with examples. Every command has `--help`, `--quiet` (print errors and the result only) and `--verbose` (also print why each choice was made).

        At a terminal, a command that takes longer than two seconds prints what it waits for.

        ## Exit codes

        | Code | Meaning |
        |---|---|
        """
        + ExitCode.table().stream()
            .map(row -> "| " + row.code() + " | " + row.meaning() + " |\n")
            .collect(joining())
        + """
        | any other | Of `exec`, `serve` and `ecr-login`: the exit code of the command |

        """
        + specs().map(CommandReference::section).collect(joining("\n"));
  }

  /** Returns the subcommands in their order. */
  static Stream<CommandSpec> specs() {
    Path nowhere = Path.of("/");
    var nothing = new PrintStream(OutputStream.nullOutputStream(), false, UTF_8);
    return RolecallCommand.line(Host.of(Map.of(), nowhere, nowhere, nothing), nothing)
        .getSubcommands()
        .values()
        .stream()
        .flatMap(CommandReference::withSubcommands)
        .map(CommandLine::getCommandSpec);
  }

  private static Stream<CommandLine> withSubcommands(CommandLine command) {
    return Stream.concat(
        Stream.of(command),
        command.getSubcommands().values().stream().flatMap(CommandReference::withSubcommands));
  }

  private static String section(CommandSpec command) {
    Predicate<OptionSpec> isInput = option -> input(option).isPresent();
    Stream<String> own =
        command.options().stream()
            .filter(option -> !option.usageHelp() && !Verbosity.isOption(option))
            .filter(isInput.negate())
            .map(option -> "- `" + option.longestName() + "`: " + text(option.description()));
    Stream<String> arguments =
        command.positionalParameters().stream()
            .map(argument -> "- `" + argument.paramLabel() + "`: " + text(argument.description()));
    List<String> inputs = inputs(command);
    Stream<String> table = inputs.isEmpty() ? Stream.of() : Stream.of("- " + shared(inputs));
    return "## `"
        + command.qualifiedName()
        + "`\n\n"
        + HelpPage.description(command)
        + "\n\n"
        + Stream.of(own, arguments, table).flatMap(lines -> lines).collect(joining("\n"))
        + "\n";
  }

  /** Returns the inputs of a command: their names, or their differences from the first command. */
  private static String shared(List<String> inputs) {
    List<String> ofFirst = inputs(specs().findFirst().orElseThrow());
    List<String> more = inputs.stream().filter(name -> !ofFirst.contains(name)).toList();
    List<String> less = ofFirst.stream().filter(name -> !inputs.contains(name)).toList();
    boolean first = more.isEmpty() && less.isEmpty();
    if (first || more.size() + less.size() > inputs.size() / 2) {
      return "Options above: " + String.join(", ", inputs);
    }
    return "The options above that [`assume`](#rolecall-assume) takes"
        + (less.isEmpty() ? "" : ", without " + String.join(", ", less))
        + (more.isEmpty() ? "" : "; also " + String.join(", ", more));
  }

  private static List<String> inputs(CommandSpec command) {
    return command.options().stream()
        .filter(option -> input(option).isPresent())
        .map(CommandReference::names)
        .toList();
  }

  /**
   * Returns the input that the option sets. An option with the same name but another meaning sets
   * none.
   */
  private static Optional<Input> input(OptionSpec option) {
    return Stream.of(Input.values())
        .filter(input -> option.names()[0].equals("--" + input.key()))
        .filter(input -> text(option.description()).startsWith(plain(input.documentation())))
        .findFirst();
  }

  private static String names(OptionSpec option) {
    String more =
        Stream.of(option.names()).skip(1).map(name -> "`" + name + "`").collect(joining());
    return "`" + option.names()[0] + "`" + (more.isEmpty() ? "" : " (" + more + ")");
  }

  private static String plain(String markdown) {
    return markdown.replace("`", "");
  }

  private static String text(String... lines) {
    // picocli doubles percent signs because it interprets format specifiers.
    return String.join(" ", lines).replace("%%", "%");
  }
}
