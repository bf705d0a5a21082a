package io.github.rolecall.action;

import io.github.rolecall.assume.plan.PlannedRole;
import io.github.rolecall.assume.plan.Planner;
import io.github.rolecall.aws.credentials.AwsFiles;
import io.github.rolecall.export.AwsCliFormat;
import io.github.rolecall.host.Host;
import io.github.rolecall.input.Inputs;
import io.github.rolecall.option.Input;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.InputProblem;
import io.github.rolecall.session.Assumed;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/**
 * {@code rolecall export}: prints credentials as {@code aws configure export-credentials} does.
 * Like the AWS CLI, it does not call AWS for existing keys, unless a guard checks their identity.
 */
final class ExportCommand extends Subcommand {
  private static final String FORMAT = "--format";

  /** The names of these formats in {@code assume}. */
  private static final Map<String, String> OURS = Map.of("shell", "env", "dotenv", "env-no-export");

  ExportCommand(Host host, PrintStream err) {
    super(
        host,
        err,
        Options.forProcess()
            // The AWS CLI reads it only together with a web identity token file.
            .ignoring("AWS_ROLE_ARN"));
  }

  @Override
  CommandSpec spec() {
    String formats = String.join(", ", AwsCliFormat.keys());
    return spec(
            "Print existing credentials, or those of a role, as aws configure"
                + " export-credentials does.",
            "",
            "Examples:",
            "  CREDENTIALS=$(rolecall export --profile dev --format env)",
            "  eval \"$CREDENTIALS\"",
            "",
            "  $credentials = rolecall export --profile dev --format powershell | Out-String",
            "  if ($LASTEXITCODE -ne 0) { throw 'rolecall failed' }",
            "  Invoke-Expression $credentials",
            "",
            "  credential_process = rolecall export --role-to-assume ...   (in ~/.aws/config)")
        .addOption(
            Options.text(
                    FORMAT,
                    "VALUE",
                    "Output format: "
                        + formats
                        + "; shell and dotenv, as of assume. Default: process.")
                .build());
  }

  @Override
  int run(ParseResult parsed) {
    int exit = 1;
    try {
      exit = super.run(parsed);
    } finally {
      if (exit != 0) {
        EvaluatedOutput.shell(format(parsed), "")
            .ifPresent(shell -> EvaluatedOutput.fail(host, shell));
      }
    }
    return exit;
  }

  private static String format(ParseResult parsed) {
    String format = parsed.matchedOptionValue(FORMAT, "process");
    return OURS.getOrDefault(format, format);
  }

  @Override
  int run(ParseResult parsed, Inputs inputs, Job job) {
    String format = format(parsed);
    if (!AwsCliFormat.keys().contains(format)) {
      String expected = "one of " + String.join(", ", AwsCliFormat.keys());
      throw new CredentialsException(new InputProblem.Invalid(FORMAT, format, expected));
    }
    if (inputs.hasSeveralRoles()) {
      throw inputs.invalid(
          Input.CONFIG, "a file with one role; for several roles, use `rolecall assume`");
    }
    if (!inputs.has(Input.ROLE_TO_ASSUME)) {
      // Fails if a file is invalid, as the AWS CLI does, which reads files before keys of the
      // environment.
      var unused = new AwsFiles(inputs.variables().in(host));
    }
    Planner planner = job.planner();
    // Only this format prints a Region.
    boolean region = format.equals(AwsCliFormat.PULUMI.key());
    PlannedRole role = (region ? planner : planner.withoutRegion()).plan(inputs).get(0);
    if (role.plan().needsProof()) {
      Assumed assumed = job.assume().run(List.of(role)).get(0);
      print(AwsCliFormat.of(format).text(assumed));
      job.console().info("Authenticated as " + assumed.describe());
    } else {
      print(AwsCliFormat.of(format).text(job.assume().unverified(role)));
      String source = role.plan().source().describe();
      job.console()
          .info("Source: " + source + ". Rolecall did not verify these credentials with AWS.");
    }
    return 0;
  }
}
