package io.github.rolecall.action;

import io.github.rolecall.console.Console;
import io.github.rolecall.console.QuietConsole;
import io.github.rolecall.console.VerboseConsole;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.InputProblem;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** How much a command prints to its standard error while it runs. Errors are always printed. */
enum Verbosity {
  /** Errors only. */
  QUIET,
  NORMAL,
  /** Also the reasons of the plan. */
  VERBOSE;

  private static final String QUIETLY = "--quiet";
  private static final String VERBOSELY = "--verbose";

  static void addTo(CommandSpec command) {
    command.addOption(flag("-q", QUIETLY, "Print errors only, and the result."));
    command.addOption(flag("-v", VERBOSELY, "Also print why each choice was made."));
  }

  private static OptionSpec flag(String letter, String name, String text) {
    return OptionSpec.builder(letter, name).type(boolean.class).description(text).build();
  }

  static boolean isOption(OptionSpec option) {
    return List.of(QUIETLY, VERBOSELY).contains(option.longestName());
  }

  /**
   * Returns the choice of the user.
   *
   * @throws CredentialsException with {@link InputProblem.Conflict} for both options
   */
  static Verbosity of(ParseResult parsed) {
    boolean quiet = parsed.hasMatchedOption(QUIETLY);
    boolean verbose = parsed.hasMatchedOption(VERBOSELY);
    if (quiet && verbose) {
      throw new CredentialsException(
          new InputProblem.Conflict(QUIETLY, VERBOSELY, "use only one of them"));
    }
    return quiet ? QUIET : verbose ? VERBOSE : NORMAL;
  }

  Console on(Console console) {
    return switch (this) {
      case QUIET -> new QuietConsole(console);
      case NORMAL -> console;
      case VERBOSE -> new VerboseConsole(console);
    };
  }
}
