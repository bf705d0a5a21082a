package io.github.rolecall.action;

import io.github.rolecall.assume.plan.PlannedRole;
import io.github.rolecall.export.AwsCliFormat;
import io.github.rolecall.export.Exporter;
import io.github.rolecall.export.Format;
import io.github.rolecall.export.ProfileExporter;
import io.github.rolecall.export.Shell;
import io.github.rolecall.host.Host;
import io.github.rolecall.input.Inputs;
import io.github.rolecall.option.Input;
import io.github.rolecall.plan.HandOn;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.InputProblem;
import io.github.rolecall.session.Assumed;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code rolecall assume}: prints the credentials in a form that shells and tools take. */
final class AssumeCommand extends Subcommand {
  private static final List<String> FORMATS =
      List.of("shell", "dotenv", "json", "profile", "pulumi");
  private static final List<String> OF_SEVERAL = List.of("shell", "dotenv");
  private static final List<String> SHELLS = List.of("sh", "powershell", "fish");

  /** As far as it is known; it may be none that there is. */
  private volatile String shell = "";

  AssumeCommand(Host host, PrintStream err) {
    super(host, err, Options.allBut().alias(Input.AWS_PROFILE, "--profile"));
  }

  @Override
  CommandSpec spec() {
    return spec(
        "Assumes a role and prints its credentials.",
        "",
        "Examples:",
        "  set -e",
        "  CREDENTIALS=$(rolecall assume --role-to-assume arn:aws:iam::111122223333:role/Deploy"
            + " --aws-region eu-central-1)",
        "  eval \"$CREDENTIALS\"",
        "",
        "  PowerShell:",
        "  $ErrorActionPreference = 'Stop'",
        "  $credentials = rolecall assume --shell powershell ... | Out-String",
        "  if ($LASTEXITCODE -ne 0) { throw 'rolecall failed' }",
        "  Invoke-Expression $credentials",
        "",
        "  fish:",
        "  set credentials (rolecall assume --shell fish ...); or exit 1",
        "  string join \\n -- $credentials | source",
        "",
        "  rolecall assume --format profile --aws-profile deploy ...",
        "  rolecall assume --format dotenv --output-file deploy.env ...",
        "  CREDENTIALS=$(rolecall assume --config roles.yaml)   (several roles)",
        "  credential_process = rolecall assume --format json ...   (in ~/.aws/config)",
        "  ENVIRONMENT=$(rolecall assume --config Pulumi.dev.yaml --format pulumi) &&",
        "    printf '%%s\\n' \"$ENVIRONMENT\" | pulumi env edit --file - acme/shop/dev",
        "",
        "ROLE_TO_ASSUME or AWS_ROLE_ARN, AWS_REGION and others stand in for their options.");
  }

  @Override
  int run(ParseResult parsed) {
    host.http().prepare();
    shell = parsed.matchedOptionValue("--" + Input.SHELL.key(), "");
    int exit = 1;
    try {
      exit = super.run(parsed);
    } finally {
      if (exit != 0) {
        // The shell that evaluates this does not see the exit code: it must stop all the same.
        host.log().print(shellOrStandard().failure() + "\n");
      }
    }
    return exit;
  }

  @Override
  int run(ParseResult parsed, Inputs inputs, Job job) {
    shell = inputs.text(Input.SHELL).orElse("");
    String format = inputs.choice(Input.FORMAT, FORMATS, "shell");
    shell = inputs.choice(Input.SHELL, SHELLS, "sh");
    refuseConflicts(format, inputs);
    List<PlannedRole> roles = job.planner().plan(inputs);
    var printed = new Printed(host, inputs);
    job.assume()
        .export(
            roles,
            (role, assumed) -> {
              HandOn handOn = role.plan().handOn();
              boolean prints = !inputs.hasSeveralRoles() || handOn.environment();
              if (prints && !format.equals("profile")) {
                printed.add(text(format, assumed, handOn));
              }
              var exporters = new ArrayList<Exporter>();
              handOn.profile().ifPresent(named -> exporters.add(new ProfileExporter(named, host)));
              boolean last = role.name().equals(roles.get(roles.size() - 1).name());
              if (last && printed.hasText()) {
                exporters.add(printed);
              }
              return exporters;
            },
            Cancellation::shield);
    return 0;
  }

  private static void refuseConflicts(String format, Inputs inputs) {
    boolean profile = format.equals("profile");
    if (profile && !inputs.has(Input.AWS_PROFILE)) {
      throw new CredentialsException(
          new InputProblem.Incomplete(
              inputs.name(Input.FORMAT), Input.AWS_PROFILE, "a profile needs a name"));
    }
    if (!profile && inputs.has(Input.AWS_PROFILE)) {
      throw conflict(inputs, Input.AWS_PROFILE, format, "only --format profile writes a profile");
    }
    if (inputs.hasSeveralRoles() && !OF_SEVERAL.contains(format)) {
      String why = "several roles are printed by " + String.join(" or ", OF_SEVERAL);
      throw conflict(inputs, Input.ROLES, format, why);
    }
  }

  private static CredentialsException conflict(
      Inputs inputs, Input input, String format, String why) {
    return new CredentialsException(
        new InputProblem.Conflict(inputs.name(input), "--format " + format, why));
  }

  private String text(String format, Assumed assumed, HandOn handOn) {
    return switch (format) {
      case "dotenv" -> Format.dotenv(assumed, handOn);
      case "json" -> AwsCliFormat.JSON.text(assumed);
      case "pulumi" -> AwsCliFormat.PULUMI.text(assumed);
      default -> Format.shell(assumed, handOn, host.environment(), shellOrStandard());
    };
  }

  private Shell shellOrStandard() {
    return SHELLS.contains(shell) ? Shell.valueOf(shell.toUpperCase(Locale.ROOT)) : Shell.SH;
  }
}
