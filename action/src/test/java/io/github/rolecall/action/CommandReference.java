package io.github.rolecall.action;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import io.github.rolecall.host.Host;
import io.github.rolecall.option.Input;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The reference of the subcommands, made from what they tell picocli. */
final class CommandReference {
  private CommandReference() {}

  static String markdown() {
    return """
        # Commands

        `rolecall COMMAND --help` and `rolecall help COMMAND` print all options, with examples. For the options of the tables above, this page only lists the names. Every command has `--help`, `--quiet` (print errors and the result only) and `--verbose` (also print why each choice was made). `rolecall man` prints all of it as a manual page, and `rolecall completion` the completions for a shell.

        At a terminal, a command that takes longer than two seconds prints what it waits for.

        ## Exit codes

        | Code | Meaning |
        |---|---|
        """
        + ExitCode.table().stream()
            .map(row -> "| " + row.code() + " | " + row.meaning() + " |\n")
            .collect(joining())
        + """
        | any other | Of `exec`: the exit code of the command |

        """
        + specs().map(CommandReference::section).collect(joining("\n"));
  }

  /** The subcommands in their order. */
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
            .filter(option -> !option.usageHelp() && !Loudness.isOption(option))
            .filter(isInput.negate())
            .map(option -> "- `" + option.longestName() + "`: " + text(option.description()));
    Stream<String> arguments =
        command.positionalParameters().stream()
            .map(argument -> "- `" + argument.paramLabel() + "`: " + text(argument.description()));
    String inputs =
        command.options().stream()
            .filter(isInput)
            .map(CommandReference::names)
            .collect(joining(", "));
    Stream<String> table = inputs.isEmpty() ? Stream.of() : Stream.of("- Of the table: " + inputs);
    return "## `"
        + command.qualifiedName()
        + "`\n\n"
        + HelpPage.description(command)
        + "\n\n"
        + Stream.of(own, arguments, table).flatMap(lines -> lines).collect(joining("\n"))
        + "\n";
  }

  /** The input that the option sets; one of the same name that means something else sets none. */
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
    // Format specifiers are picocli's.
    return String.join(" ", lines).replace("%%", "%");
  }
}
