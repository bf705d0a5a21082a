package io.github.rolecall.action;

import io.github.rolecall.assume.plan.PlannedRole;
import io.github.rolecall.assume.plan.Planner;
import io.github.rolecall.assume.run.Assume;
import io.github.rolecall.aws.credentials.AwsFiles;
import io.github.rolecall.ci.CiPlatform;
import io.github.rolecall.console.Console;
import io.github.rolecall.export.AwsCliFormat;
import io.github.rolecall.host.Host;
import io.github.rolecall.input.Inputs;
import io.github.rolecall.option.FrontEnd;
import io.github.rolecall.option.Input;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.InputProblem;
import io.github.rolecall.session.Assumed;
import java.io.PrintStream;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * {@code rolecall export}: prints credentials as {@code aws configure export-credentials} does.
 * Like the AWS CLI, it does not ask AWS about keys for which no role is assumed, unless a guard
 * judges whose they are.
 */
final class ExportCommand implements Subcommand {
  private static final String FORMAT = "--format";

  private final Host host;
  private final PrintStream err;
  private final Options options =
      Options.allBut(
              Input.FORMAT,
              Input.SHELL,
              Input.OUTPUT_FILE,
              Input.AWS_PROFILE,
              Input.OVERWRITE_AWS_PROFILE)
          .alias(Input.SOURCE_PROFILE, "--profile")
          // The AWS CLI reads it as one half of a web identity only.
          .ignoring("AWS_ROLE_ARN");

  ExportCommand(Host host, PrintStream err) {
    this.host = host;
    this.err = err;
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec = CommandSpec.create().mixinStandardHelpOptions(true);
    options.addTo(spec);
    spec.addOption(
        OptionSpec.builder(FORMAT)
            .type(String.class)
            .arity("1")
            .paramLabel("VALUE")
            .description(
                "How it is printed: "
                    + String.join(", ", AwsCliFormat.keys())
                    + ". Default: process.")
            .build());
    spec.usageMessage()
        .description(
            "Prints the credentials that are there, or those of a role, in the forms of aws"
                + " configure export-credentials.")
        .abbreviateSynopsis(true)
        .footer(
            "",
            "Examples:",
            "  eval \"$(rolecall export --profile dev --format env)\"",
            "  rolecall export --profile dev --format powershell | Out-String | Invoke-Expression",
            "  docker run --env-file <(rolecall export --format env-no-export) ...",
            "  credential_process = rolecall export --role-to-assume ...   (in ~/.aws/config)");
    return spec;
  }

  @Override
  public int run(CommandLine.ParseResult parsed) {
    String format = parsed.matchedOptionValue(FORMAT, "process");
    int exit =
        RolecallCommand.guarded(parsed, host, err, options, inputs -> export(format, inputs));
    if (exit != 0) {
      // The shell that evaluates this does not see the exit code: it must stop all the same.
      switch (format) {
        case "env", "fish" -> host.log().print("false\n");
        case "powershell" -> host.log().print("throw 'rolecall failed'\n");
        default -> host.log().flush();
      }
    }
    return exit;
  }

  private int export(String format, Inputs inputs) {
    if (!AwsCliFormat.keys().contains(format)) {
      throw new CredentialsException(
          new InputProblem.Invalid(
              FORMAT, format, "one of " + String.join(", ", AwsCliFormat.keys())));
    }
    if (inputs.hasSeveralRoles()) {
      throw new CredentialsException(
          new InputProblem.Invalid(
              inputs.name(Input.CONFIG),
              inputs.required(Input.CONFIG),
              "a file with one role; `rolecall assume` prints several"));
    }
    if (!inputs.has(Input.ROLE_TO_ASSUME)) {
      // As the AWS CLI, which reads its files before it looks at keys of the environment.
      var unused = new AwsFiles(inputs.variables().in(host));
    }
    CiPlatform platform = CiPlatform.detect(host);
    Console console = platform.console(err, FrontEnd.COMMAND);
    var planner = new Planner(host, platform);
    // Of all forms, only this one has a Region in it.
    boolean region = format.equals(AwsCliFormat.PULUMI.key());
    PlannedRole role = (region ? planner : planner.withoutRegion()).plan(inputs).get(0);
    var assume = new Assume(host, platform, console);
    if (role.plan().needsProof()) {
      Assumed assumed = assume.run(List.of(role)).get(0);
      print(AwsCliFormat.of(format).text(assumed));
      console.info("Authenticated as " + assumed.describe());
    } else {
      print(AwsCliFormat.of(format).text(assume.unverified(role)));
      console.info(
          "Source: " + role.plan().source().describe() + ". AWS was not asked whose these are.");
    }
    return 0;
  }

  private void print(String text) {
    host.log().print(text);
    host.log().flush();
  }
}
