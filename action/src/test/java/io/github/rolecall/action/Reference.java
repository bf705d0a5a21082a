package io.github.rolecall.action;

import io.github.rolecall.option.FrontEnd;
import io.github.rolecall.option.Input;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The reference of all options, made from the table of inputs. */
final class Reference {
  private Reference() {}

  /** What a user must know of one input, in Markdown on one line. */
  static String description(Input input) {
    String standard = input.standard().isEmpty() ? "" : " Default: " + quoted(input) + ".";
    return input.documentation() + standard;
  }

  private static String quoted(Input input) {
    return input.standard().matches("[\\w.]+") ? "`" + input.standard() + "`" : input.standard();
  }

  static String markdown() {
    return """
        # Reference of all options

        Made from the table of inputs in the code; a test keeps the two equal.

        What [the commands](#commands) take stands at the end.

        An input is spelled `role-to-assume` in a workflow, `--role-to-assume` for the command, `<roleToAssume>` in a pom and `-Dcredentials.roleToAssume` on Maven's command line. Switches are `true` or `false`; lists have one entry a line, or are separated by commas; ARNs, whose names may hold commas, only by those before the next `arn:`.

        **Blank values.** A value of nothing but whitespace is an error on the command line, in a pom and in a file. In most cases a variable is not set, and without the value another identity or more rights would be used. So is a blank entry between the commas of a list; a blank line is layout. In a workflow a blank input counts as not set, because GitHub passes all inputs. A blank environment variable counts as not set, as it does for AWS tools. Exception, not in the action: `ROLE_TO_ASSUME`, `INLINE_SESSION_POLICY` and `MANAGED_SESSION_POLICIES` must not be blank where nothing else sets the input; unset them instead.

        **Options without a role.** Where no role is assumed, a session policy is an error, as it would limit nothing. Other options for a role session are named in a warning.

        """
        + Stream.of(Input.values()).map(Reference::entry).collect(Collectors.joining("\n"))
        + "\n"
        + CommandReference.markdown();
  }

  private static String entry(Input input) {
    var lines = new StringBuilder("## `" + input.key() + "`\n\n" + description(input) + "\n");
    lines.append("\n- Where: ").append(places(input)).append('\n');
    String variables = variables(input);
    if (!variables.isEmpty()) {
      lines.append("- Stands in for it: ").append(variables).append('\n');
    }
    return lines.toString();
  }

  private static String places(Input input) {
    return input.frontEnds().stream()
        .map(
            frontEnd ->
                switch (frontEnd) {
                  case ACTION -> "action `" + input.key() + "`";
                  case MAVEN -> "Maven `<" + input.parameter() + ">`";
                  case COMMAND -> "command `--" + input.key() + "`";
                })
        .collect(Collectors.joining(", "));
  }

  private static String variables(Input input) {
    FrontEnd most = input.frontEnds().contains(FrontEnd.MAVEN) ? FrontEnd.MAVEN : FrontEnd.ACTION;
    return input.environment(most).stream()
        .map(
            name ->
                "`"
                    + name
                    + "`"
                    + (input.environment(FrontEnd.ACTION).contains(name)
                        ? ""
                        : " (not in the action)"))
        .collect(Collectors.joining(", "));
  }
}
