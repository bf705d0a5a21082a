package io.github.rolecall.action;

import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.InputProblem;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The option for the output format: text for people, or JSON for scripts. */
final class OutputFormat {
  private static final String NAME = "--format";

  private OutputFormat() {}

  static OptionSpec spec() {
    return Options.text(NAME, "VALUE", "Output format: text or json. Default: text.").build();
  }

  /**
   * Returns whether the user wants JSON.
   *
   * @throws CredentialsException with {@link InputProblem.Invalid} for an unknown format
   */
  static boolean isJson(ParseResult parsed) {
    String format = parsed.matchedOptionValue(NAME, "text");
    return switch (format) {
      case "json" -> true;
      case "text" -> false;
      default ->
          throw new CredentialsException(
              new InputProblem.Invalid(NAME, format, "one of text, json"));
    };
  }
}
