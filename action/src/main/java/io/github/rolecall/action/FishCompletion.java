package io.github.rolecall.action;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The completions of a command for fish. picocli does not support fish.
 *
 * @see <a href="https://fishshell.com/docs/current/cmds/complete.html">fish, complete</a>
 */
record FishCompletion(CommandSpec command) {
  String text() {
    Stream<String> lines =
        Stream.concat(
            Stream.of("complete -c " + command.name() + " -f"),
            level(command, "__fish_use_subcommand"));
    return lines.collect(Collectors.joining("\n", "", "\n"));
  }

  private Stream<String> level(CommandSpec level, String condition) {
    List<CommandSpec> subcommands =
        level.subcommands().values().stream().map(line -> line.getCommandSpec()).toList();
    Stream<String> names =
        subcommands.stream().map(sub -> begin(condition) + " -a " + sub.name() + described(sub));
    Stream<String> options =
        level.options().stream()
            .filter(option -> !option.hidden())
            .map(option -> begin(condition) + names(option) + described(option));
    Stream<String> below = subcommands.stream().flatMap(sub -> level(sub, condition(sub)));
    return Stream.of(names, options, below).flatMap(lines -> lines);
  }

  private static String condition(CommandSpec subcommand) {
    String seen = "__fish_seen_subcommand_from " + subcommand.name();
    boolean nested = subcommand.parent().parent() != null;
    String above =
        nested ? "__fish_seen_subcommand_from " + subcommand.parent().name() + "; and " : "";
    String others = String.join(" ", subcommand.subcommands().keySet());
    return above
        + seen
        + (others.isEmpty() ? "" : "; and not __fish_seen_subcommand_from " + others);
  }

  private String begin(String condition) {
    return "complete -c " + command.name() + " -n '" + condition + "'";
  }

  private static String names(OptionSpec option) {
    return Stream.of(option.names())
            .map(
                name ->
                    name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1))
            .collect(Collectors.joining())
        // A value may be a file, which -f has turned off.
        + (option.arity().max() > 0 ? " -r -F" : "");
  }

  private static String described(CommandSpec subcommand) {
    return described(subcommand.usageMessage().header());
  }

  private static String described(OptionSpec option) {
    return described(option.description());
  }

  private static String described(String[] description) {
    String first = String.join(" ", description).replace("%%", "%").replaceFirst("(?<=\\.) .*", "");
    return " -d '" + first.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
