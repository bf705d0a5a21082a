package io.github.rolecall.action;

import io.github.rolecall.option.FrontEnd;
import io.github.rolecall.option.Input;
import io.github.rolecall.option.Section;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The reference of all options, generated from the table of inputs. */
final class Reference {
  private Reference() {}

  /** Returns the documentation of one input, in Markdown on one line. */
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

        This page is generated from the code; a test keeps the two equal.

        """
        + Stream.of(Section.values()).map(Reference::line).collect(Collectors.joining())
        + """
        - [Commands](#commands), with [exit codes](#exit-codes)

        Write `role-to-assume` in a workflow, `--role-to-assume` for the command, `<roleToAssume>` in a pom and `-Dcredentials.roleToAssume` on Maven's command line. All three take an option, unless "Only in" says otherwise. Switches are `true` or `false`. Separate the entries of a list by line breaks or commas; in a list of ARNs, only a comma before the next `arn:` separates.

        **Precedence.** Explicit input, then the file of `config`, then environment variables.

        **Blank values.** A value of only whitespace, or a blank entry between the commas of a list, is an error on the command line, in a pom and in a file: in most cases a variable is not set, and without the value Rolecall would use another identity or more rights. In a workflow, a blank input counts as not set, because GitHub passes all inputs. So does a blank environment variable, as for AWS tools. Exception, outside the action: `ROLE_TO_ASSUME`, `INLINE_SESSION_POLICY` and `MANAGED_SESSION_POLICIES` must not be blank if nothing else sets the input. Unset them instead.

        **Options without a role.** If no role is assumed, a session policy is an error, because it would limit nothing. For other options of a role session, Rolecall prints a warning.

        """
        + Stream.of(Section.values()).map(Reference::section).collect(Collectors.joining("\n"))
        + "\n"
        + CommandReference.markdown();
  }

  private static String line(Section section) {
    String anchor = section.heading().toLowerCase(Locale.ROOT).replace(' ', '-');
    String names =
        inputs(section).map(input -> "`" + input.key() + "`").collect(Collectors.joining(", "));
    return "- [" + section.heading() + "](#" + anchor + "): " + names + "\n";
  }

  private static String section(Section section) {
    return "## "
        + section.heading()
        + "\n\n"
        + inputs(section).map(Reference::entry).collect(Collectors.joining("\n"));
  }

  private static Stream<Input> inputs(Section section) {
    return Stream.of(Input.values()).filter(input -> input.section() == section);
  }

  private static String entry(Input input) {
    var lines = new StringBuilder("### `" + input.key() + "`\n\n" + description(input) + "\n");
    List<String> facts =
        Stream.of(only(input), variables(input)).filter(fact -> !fact.isEmpty()).toList();
    lines.append(facts.isEmpty() ? "" : "\n");
    facts.forEach(fact -> lines.append("- ").append(fact).append('\n'));
    return lines.toString();
  }

  private static String only(Input input) {
    if (input.frontEnds().containsAll(Set.of(FrontEnd.values()))) {
      return "";
    }
    return input.frontEnds().stream()
        .map(
            frontEnd ->
                switch (frontEnd) {
                  case ACTION -> "the action";
                  case MAVEN -> "Maven, `<" + input.parameter() + ">`";
                  case COMMAND -> "the command";
                })
        .collect(Collectors.joining("; ", "Only in: ", ""));
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
        .reduce((first, second) -> first + ", " + second)
        .map(names -> "Environment variable: " + names)
        .orElse("");
  }
}
