package io.github.rolecall.action;

import io.github.rolecall.host.Host;
import io.github.rolecall.option.Section;
import io.github.rolecall.report.Display;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * The page that {@code --help} prints: options under headings, as wide as the terminal, and
 * examples that can be copied because their lines are not wrapped.
 */
final class HelpPage {
  /** The smallest width that picocli supports. */
  private static final int NARROWEST = 55;

  private HelpPage() {}

  /**
   * Lays out the page of a command.
   *
   * @param sections the section of each option, by the first name of the option; others are common
   */
  static void layOut(CommandSpec command, Map<String, Section> sections) {
    command
        .usageMessage()
        .sortOptions(false)
        .abbreviateSynopsis(true)
        .commandListHeading("%nCommands:%n");
    command
        .usageMessage()
        .sectionMap()
        .put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, help -> options(help, sections));
    command
        .usageMessage()
        .sectionMap()
        .put(
            UsageMessageSpec.SECTION_KEY_FOOTER,
            help ->
                Stream.of(help.commandSpec().usageMessage().footer())
                    .map(line -> line.replace("%%", "%") + System.lineSeparator())
                    .collect(Collectors.joining()));
  }

  /** The option that prints the page. */
  static OptionSpec option() {
    return OptionSpec.builder("-h", "--help")
        .usageHelp(true)
        .description("Print this help.")
        .build();
  }

  /** Sets the description of a command. Lists of commands show only its first sentence. */
  static void describe(CommandSpec command, String description, String... footer) {
    String[] sentences = description.split("(?<=[.]) (?=[A-Z])", 2);
    command.usageMessage().header(sentences[0]).footer(footer);
    if (sentences.length > 1) {
      command.usageMessage().description("", sentences[1]);
    }
  }

  /** Returns the whole description of a command on one line. */
  static String description(CommandSpec command) {
    UsageMessageSpec page = command.usageMessage();
    return Stream.of(page.header(), page.description())
        .flatMap(Stream::of)
        .filter(line -> !line.isEmpty())
        .collect(Collectors.joining(" "))
        .replace("%%", "%");
  }

  /** Sets the width of the help pages of a command and its subcommands to that of the terminal. */
  static void fit(CommandLine command, Host host) {
    command.setUsageHelpWidth(Math.max(NARROWEST, Display.of(host).width()));
  }

  private static String options(Help help, Map<String, Section> sections) {
    var text = new StringBuilder();
    for (Section section : Section.values()) {
      List<OptionSpec> options =
          help.commandSpec().options().stream()
              .filter(option -> !option.hidden() && !isGeneral(option))
              .filter(option -> sections.getOrDefault(name(option), Section.COMMON) == section)
              .toList();
      text.append(list(help, section.heading(), options));
    }
    List<OptionSpec> general =
        help.commandSpec().options().stream().filter(HelpPage::isGeneral).toList();
    return text.append(list(help, "General options", general)).toString();
  }

  private static String list(Help help, String heading, List<OptionSpec> options) {
    if (options.isEmpty()) {
      return "";
    }
    // Use one width for the names under all headings.
    List<OptionSpec> all = help.commandSpec().options();
    Help.Layout layout = help.createDefaultLayout(all, List.of(), help.colorScheme());
    layout.addOptions(options, help.parameterLabelRenderer());
    return System.lineSeparator() + heading + ":" + System.lineSeparator() + layout;
  }

  private static boolean isGeneral(OptionSpec option) {
    return option.usageHelp() || option.versionHelp() || Verbosity.isOption(option);
  }

  private static String name(OptionSpec option) {
    return option.names()[0];
  }
}
