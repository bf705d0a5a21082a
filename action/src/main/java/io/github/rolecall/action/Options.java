package io.github.rolecall.action;

import io.github.rolecall.config.WholeInputs;
import io.github.rolecall.host.Host;
import io.github.rolecall.input.Inputs;
import io.github.rolecall.option.FrontEnd;
import io.github.rolecall.option.Goal;
import io.github.rolecall.option.Input;
import io.github.rolecall.option.Section;
import io.github.rolecall.option.Words;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.Given;
import io.github.rolecall.problem.InputProblem;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** Command-line options made from the table of inputs, so that the two cannot differ. */
final class Options {
  private final Set<Input> inputs;
  private final Set<String> ignored = new HashSet<>();

  /**
   * Alternative names: short ones, and those of the AWS CLI for the same option.
   *
   * @see <a href="https://docs.aws.amazon.com/cli/latest/reference/sts/assume-role.html">AWS CLI,
   *     sts assume-role</a>
   */
  private final Map<Input, String> aliases =
      new EnumMap<>(
          Map.of(
              Input.ROLE_TO_ASSUME, "--role-arn",
              Input.AWS_REGION, "--region",
              Input.ROLE_DURATION_SECONDS, "--duration-seconds",
              Input.ROLE_EXTERNAL_ID, "--external-id",
              Input.ROLE_SOURCE_IDENTITY, "--source-identity",
              Input.WEB_IDENTITY_TOKEN_FILE, "--token-file",
              Input.WEB_IDENTITY_TOKEN_ENV, "--token-env",
              Input.WEB_IDENTITY_TOKEN_COMMAND, "--token-command"));

  private Options(Set<Input> inputs) {
    this.inputs = inputs;
  }

  static Options of(Goal goal) {
    return new Options(goal.inputs(FrontEnd.COMMAND));
  }

  Options without(Input... others) {
    List.of(others).forEach(inputs::remove);
    return this;
  }

  Options and(Input... more) {
    inputs.addAll(List.of(more));
    return this;
  }

  /** Returns the options of commands that export variables only. */
  static Options forProcess() {
    return of(Goal.ASSUME)
        .without(
            Input.FORMAT,
            Input.SHELL,
            Input.OUTPUT_FILE,
            Input.AWS_PROFILE,
            Input.OVERWRITE_AWS_PROFILE)
        .alias(Input.SOURCE_PROFILE, "--profile");
  }

  /** Adds the name that the input has in the AWS CLI. */
  Options alias(Input input, String name) {
    aliases.put(input, name);
    return this;
  }

  /** Ignores an environment variable that sets an input of other commands. */
  Options ignoring(String variable) {
    ignored.add(variable);
    return this;
  }

  /** Returns the section of each option in the help, by the first name of the option. */
  Map<String, Section> sections() {
    return inputs.stream().collect(Collectors.toMap(Options::name, Input::section));
  }

  void addTo(CommandSpec spec) {
    for (Input input : inputs) {
      boolean flag = input.kind() == Input.Kind.FLAG;
      OptionSpec.Builder option =
          text(name(input), flag ? "true|false" : "VALUE", description(input))
              .arity(flag ? "0..1" : "1")
              .fallbackValue(flag ? "true" : "");
      if (aliases.containsKey(input)) {
        option.names(name(input), aliases.get(input));
      }
      spec.addOption(option.build());
    }
  }

  static OptionSpec.Builder text(String name, String value, String description) {
    return OptionSpec.builder(name)
        .type(String.class)
        .arity("1")
        .paramLabel(value)
        .description(description);
  }

  static Options none() {
    return new Options(EnumSet.noneOf(Input.class));
  }

  Set<Input> inputs() {
    return Set.copyOf(inputs);
  }

  /** Returns how messages of this command name inputs before any input is read. */
  Words words() {
    return Words.of(FrontEnd.COMMAND, inputs);
  }

  /** Reads what the user set on the command line, in environment variables and in a file. */
  Inputs read(ParseResult parsed, Host host) {
    var environment = new HashMap<>(host.environment());
    environment.keySet().removeAll(ignored);
    Inputs read = Inputs.named(FrontEnd.COMMAND, inputs, written(parsed), environment);
    return WholeInputs.of(read, host);
  }

  private Map<Input, Given> written(ParseResult parsed) {
    var written = new EnumMap<Input, Given>(Input.class);
    for (Input input : inputs) {
      if (parsed.hasMatchedOption(name(input))) {
        String value = parsed.matchedOptionValue(name(input), "");
        written.put(input, new Given(value, asWritten(parsed.matchedOption(name(input)), parsed)));
      }
    }
    return written;
  }

  /**
   * Rejects options without a value, whichever command they belong to. A shell turns an unset
   * variable into {@code --name ""} or {@code --name=}.
   *
   * @throws CredentialsException with {@link InputProblem.Blank}
   */
  static void refuseBlank(ParseResult parsed) {
    for (OptionSpec option : parsed.matchedOptions()) {
      if (option.originalStringValues().stream().anyMatch(String::isBlank)) {
        throw new CredentialsException(InputProblem.Blank.of(asWritten(option, parsed)));
      }
    }
  }

  /** Returns the name of the option that the user wrote. */
  private static String asWritten(OptionSpec option, ParseResult parsed) {
    return parsed.originalArgs().stream()
        .map(argument -> argument.replaceFirst("(?s)=.*", ""))
        .filter(List.of(option.names())::contains)
        .findFirst()
        .orElse(option.longestName());
  }

  private static String name(Input input) {
    return "--" + input.key();
  }

  private static String description(Input input) {
    String standard = input.standard().isEmpty() ? "" : " Default: " + input.standard() + ".";
    // picocli interprets format specifiers, and a terminal does not render Markdown.
    return (input.documentation() + standard).replace("`", "").replace("%", "%%");
  }
}
