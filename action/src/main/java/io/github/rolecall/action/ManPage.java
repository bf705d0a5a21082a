package io.github.rolecall.action;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * The manual page of a command and its subcommands.
 *
 * @see <a href="https://man7.org/linux/man-pages/man7/man-pages.7.html">man-pages(7)</a>
 */
record ManPage(CommandSpec command) {
  String text() {
    return ".TH "
        + escaped(command.name()).toUpperCase(Locale.ROOT)
        + " 1\n.SH NAME\n"
        + escaped(command.name())
        + " \\- "
        + escaped(HelpPage.description(command))
        + "\n"
        + ".SH SYNOPSIS\n.B "
        + escaped(command.name())
        + "\n.I COMMAND\n[\n.I OPTIONS\n]\n"
        + all(command).map(ManPage::section).collect(Collectors.joining())
        + ".SH EXIT STATUS\n"
        + ExitCode.table().stream()
            .map(row -> ".TP\n.B " + row.code() + "\n" + escaped(row.meaning()) + "\n")
            .collect(Collectors.joining());
  }

  private static Stream<CommandSpec> all(CommandSpec command) {
    return command.subcommands().values().stream()
        .map(line -> line.getCommandSpec())
        .flatMap(sub -> Stream.concat(Stream.of(sub), all(sub)));
  }

  private static String section(CommandSpec command) {
    return ".SH \""
        + escaped(command.qualifiedName())
        + "\"\n"
        + escaped(HelpPage.description(command))
        + "\n"
        + command.positionalParameters().stream()
            .map(ManPage::argument)
            .collect(Collectors.joining())
        + command.options().stream()
            .filter(option -> !option.hidden())
            .map(ManPage::option)
            .collect(Collectors.joining())
        + examples(command.usageMessage().footer());
  }

  private static String argument(PositionalParamSpec argument) {
    return ".TP\n.I " + escaped(argument.paramLabel()) + "\n" + described(argument.description());
  }

  private static String option(OptionSpec option) {
    String names =
        Stream.of(option.names()).map(ManPage::escaped).collect(Collectors.joining(", "));
    String value = option.arity().max() > 0 ? " \\fI" + escaped(option.paramLabel()) + "\\fR" : "";
    return ".TP\n\\fB" + names + "\\fR" + value + "\n" + described(option.description());
  }

  private static String examples(String[] footer) {
    return footer.length == 0
        ? ""
        : Stream.of(footer)
            .map(line -> escaped(line.replace("%%", "%")))
            .collect(Collectors.joining("\n", ".PP\n.nf\n", "\n.fi\n"));
  }

  private static String described(String[] lines) {
    return escaped(String.join(" ", lines).replace("%%", "%")) + "\n";
  }

  /** Escapes characters that are commands of roff. A hyphen becomes a minus, as options need it. */
  private static String escaped(String text) {
    String escaped = text.replace("\\", "\\e").replace("-", "\\-");
    return escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" + escaped : escaped;
  }
}
