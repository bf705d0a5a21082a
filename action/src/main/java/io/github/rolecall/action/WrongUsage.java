package io.github.rolecall.action;

import static java.util.stream.Collectors.joining;

import io.github.rolecall.text.Spelling;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The message about an invalid command line, with a suggestion. The parser's own messages quote
 * values, which can be secrets: this message only quotes a word that looks like a command or
 * option.
 */
record WrongUsage(CommandLine.ParameterException wrong) {
  /** Matches the name of an option. A secret is longer or does not start like this. */
  private static final Pattern OPTION =
      Pattern.compile("-[A-Za-z](?=$|=)|--[A-Za-z][A-Za-z-]{0,30}(?=$|[=\\s:])");

  /** A word without digits and capitals. */
  private static final Pattern WORD = Pattern.compile("[a-z][a-z-]{0,20}");

  /** Returns the message: what is wrong, what the user probably meant, and how to get help. */
  String message() {
    CommandSpec command = wrong.getCommandLine().getCommandSpec();
    return what() + "\nRun `" + command.qualifiedName() + " --help` for usage.";
  }

  private String what() {
    if (wrong instanceof CommandLine.UnmatchedArgumentException unmatched) {
      return unmatched.getUnmatched().stream().limit(1).map(this::unknown).collect(joining());
    }
    if (wrong instanceof CommandLine.MissingParameterException missing
        && !missing.getMissing().isEmpty()) {
      return missing.getMissing().stream()
          .map(argument -> (argument.isOption() ? "value of " : "") + label(argument))
          .collect(joining(", ", "Missing: ", ""));
    }
    if (wrong instanceof CommandLine.OverwrittenOptionException twice) {
      return "Option given twice: " + label(twice.getOverwritten());
    }
    ArgSpec argument = wrong.getArgSpec();
    return argument == null ? "Wrong usage" : "Invalid value of " + label(argument);
  }

  private String unknown(String argument) {
    CommandSpec command = wrong.getCommandLine().getCommandSpec();
    Matcher option = OPTION.matcher(argument);
    if (option.lookingAt()) {
      Stream<String> names =
          command.options().stream()
              .filter(known -> !known.hidden())
              .flatMap(known -> Stream.of(known.names()))
              .filter(name -> name.startsWith("--"));
      return unknown("option", option.group(), names.toList());
    }
    if (argument.startsWith("-")) {
      return "Unknown option (not shown: it may be a secret)";
    }
    List<String> subcommands = List.copyOf(command.subcommands().keySet());
    if (subcommands.isEmpty()) {
      return "Unexpected argument (not shown: it may be a secret). "
          + command.qualifiedName()
          + " takes "
          + (command.positionalParameters().isEmpty() ? "options only" : "fewer arguments")
          + ".";
    }
    return WORD.matcher(argument).matches()
        ? unknown("command", argument, subcommands)
        : "Unknown command (not shown: it may be a secret)";
  }

  private static String unknown(String kind, String typed, List<String> known) {
    List<String> longer = known.stream().filter(word -> word.startsWith(typed)).toList();
    Optional<String> meant =
        longer.size() == 1 ? Optional.of(longer.get(0)) : Spelling.nearest(typed, known);
    return "Unknown "
        + kind
        + ": "
        + typed
        + meant.map(word -> ". Did you mean " + word + "?").orElse("");
  }

  private static String label(ArgSpec argument) {
    return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
  }
}
