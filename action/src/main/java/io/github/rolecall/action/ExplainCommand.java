package io.github.rolecall.action;

import io.github.rolecall.host.Host;
import io.github.rolecall.input.Inputs;
import io.github.rolecall.jackson.JsonReader;
import io.github.rolecall.option.Goal;
import io.github.rolecall.option.Input;
import io.github.rolecall.policy.report.JsonReport;
import io.github.rolecall.policy.report.PageData;
import io.github.rolecall.policy.report.Reports;
import io.github.rolecall.report.Display;
import io.github.rolecall.report.TextReport;
import io.github.rolecall.text.PlainText;
import io.github.rolecall.text.Timestamps;
import java.io.PrintStream;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code rolecall explain}: says whether AWS would let this job assume the role, and why. */
final class ExplainCommand extends Subcommand {
  private static final List<String> FORMATS = List.of("text", "json", "html");

  /**
   * Also accepts the options of {@code assume} that have no effect here, so that a command line of
   * {@code assume} can be explained.
   */
  ExplainCommand(Host host, PrintStream err) {
    super(
        host,
        err,
        Options.of(Goal.EXPLAIN)
            .and(Input.SPECIAL_CHARACTERS_WORKAROUND, Input.ENVIRONMENT_PREFIX));
  }

  @Override
  CommandSpec spec() {
    return spec(
        "Say whether AWS would let this job assume the role, and why. Takes the options"
            + " of assume, and gets the token as assume does. Assumes no role, and does not"
            + " print the token.",
        "",
        "Exit codes: 0 AWS would allow it, 3 AWS would deny it, 4 unknown, 2 wrong"
            + " input, 1 the token or the policy could not be read.",
        "",
        "Examples:",
        "  rolecall explain",
        "  aws iam get-role --role-name Deploy > role.json",
        "  rolecall explain --trust-policy role.json",
        "  rolecall explain --policy-profile admin --role-to-assume"
            + " arn:aws:iam::111122223333:role/Deploy",
        "  rolecall explain --trust-policy role.json --claims claims.json --format json",
        "  rolecall explain --trust-policy role.json --format html > explain.html");
  }

  @Override
  int run(ParseResult parsed, Inputs inputs, Job job) {
    String format = inputs.choice(Input.FORMAT, FORMATS, "text");
    Reports reports = job.explain().run(inputs);
    switch (format) {
      case "json" ->
          show(PlainText.harmlessJson(new JsonReport(JsonReader::document).text(reports)) + "\n");
      case "html" -> print(HtmlReport.bundled().with(data(reports)));
      default -> show(TextReport.of(reports, Display.of(host)));
    }
    return reports.exitCode();
  }

  /** Removes secrets from the data only: the page around it must not change. */
  private String data(Reports reports) {
    String origin =
        "Written by rolecall explain at "
            + Timestamps.seconds(host.clock().instant())
            + ". Change the policy or the claims, and see what changes.";
    return PlainText.harmlessJson(host.secrets().without(new PageData(origin, reports).json()));
  }
}
