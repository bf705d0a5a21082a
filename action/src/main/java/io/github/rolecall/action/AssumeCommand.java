package io.github.rolecall.action;

import io.github.rolecall.assume.plan.PlannedRole;
import io.github.rolecall.export.AwsCliFormat;
import io.github.rolecall.export.Exporter;
import io.github.rolecall.export.Format;
import io.github.rolecall.export.ProfileExporter;
import io.github.rolecall.export.Shell;
import io.github.rolecall.host.Host;
import io.github.rolecall.input.Inputs;
import io.github.rolecall.option.Goal;
import io.github.rolecall.option.Input;
import io.github.rolecall.plan.ExportTargets;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.InputProblem;
import io.github.rolecall.session.Assumed;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code rolecall assume}: prints the credentials in a format that shells and tools read. */
final class AssumeCommand extends Subcommand {
  private static final List<String> FORMATS =
      List.of(
          EvaluatedOutput.SHELL,
          "dotenv",
          "json",
          "profile",
          "pulumi",
          "env",
          "env-no-export",
          "process",
          "powershell",
          "fish",
          "windows-cmd");
  private static final Set<String> OF_ONE = Set.of("json", "process", "pulumi", "profile");

  /** The shell that evaluates the output, if it is known. */
  private volatile Optional<Shell> shell = Optional.empty();

  AssumeCommand(Host host, PrintStream err) {
    super(host, err, Options.of(Goal.ASSUME).alias(Input.AWS_PROFILE, "--profile"));
  }

  @Override
  CommandSpec spec() {
    CommandSpec spec = described();
    return spec.addOption(
        OptionSpec.builder(RefreshingProfile.OPTION)
            .type(boolean.class)
            .description(
                "With --format profile: write no keys, but a credential_process that runs rolecall"
                    + " credential-process, which renews the credentials before they end. Its"
                    + " inputs and its cache are files with mode 0600 in the temporary folder of"
                    + " the CI job, or else in the cache folder of the user.")
            .build());
  }

  private CommandSpec described() {
    return spec(
        "Assume a role and print its credentials.",
        "",
        "Examples:",
        "  set -e",
        "  CREDENTIALS=$(rolecall assume --role-to-assume arn:aws:iam::111122223333:role/Deploy"
            + " --aws-region eu-central-1)",
        "  eval \"$CREDENTIALS\"",
        "",
        "  PowerShell:",
        "  $ErrorActionPreference = 'Stop'",
        "  $credentials = rolecall assume --shell pwsh ... | Out-String",
        "  if ($LASTEXITCODE -ne 0) { throw 'rolecall failed' }",
        "  Invoke-Expression $credentials",
        "",
        "  fish:",
        "  set credentials (rolecall assume --shell fish ...); or exit 1",
        "  string join \\n -- $credentials | source",
        "",
        "  rolecall assume --format profile --aws-profile deploy ...",
        "  rolecall assume --format profile --refresh --aws-profile deploy ...",
        "  rolecall assume --format dotenv --output-file deploy.env ...",
        "  CREDENTIALS=$(rolecall assume --config roles.yaml)   (several roles)",
        "  credential_process = rolecall assume --format json ...   (in ~/.aws/config)",
        "  ENVIRONMENT=$(rolecall assume --config Pulumi.dev.yaml --format pulumi) &&",
        "    printf '%%s\\n' \"$ENVIRONMENT\" | pulumi env edit --file - acme/shop/dev",
        "",
        "Environment variables set most options too: ROLE_TO_ASSUME or AWS_ROLE_ARN, AWS_REGION, ...");
  }

  @Override
  int run(ParseResult parsed) {
    host.http().prepare();
    shell =
        EvaluatedOutput.shell(
            parsed.matchedOptionValue("--" + Input.FORMAT.key(), EvaluatedOutput.SHELL),
            parsed.matchedOptionValue("--" + Input.SHELL.key(), ""));
    int exit = 1;
    try {
      exit = super.run(parsed);
    } finally {
      if (exit != 0) {
        shell.ifPresent(evaluating -> EvaluatedOutput.fail(host, evaluating));
      }
    }
    return exit;
  }

  @Override
  int run(ParseResult parsed, Inputs inputs, Job job) {
    String format = inputs.text(Input.FORMAT).orElse(EvaluatedOutput.SHELL);
    shell = EvaluatedOutput.shell(format, inputs.text(Input.SHELL).orElse(""));
    inputs.choice(Input.FORMAT, FORMATS, EvaluatedOutput.SHELL);
    inputs.choice(Input.SHELL, Shell.NAMES, "sh");
    refuseConflicts(format, inputs);
    if (parsed.hasMatchedOption(RefreshingProfile.OPTION)) {
      return refresh(format, inputs, job);
    }
    List<PlannedRole> roles = job.planner().plan(inputs);
    var printed = new Printed(host, inputs);
    job.assume()
        .export(
            roles,
            (role, assumed) -> {
              ExportTargets exportTargets = role.plan().exportTargets();
              boolean prints = !inputs.hasSeveralRoles() || exportTargets.environment();
              if (prints && !format.equals("profile")) {
                printed.add(text(format, assumed, exportTargets));
              }
              var exporters = new ArrayList<Exporter>();
              exportTargets
                  .profile()
                  .ifPresent(named -> exporters.add(new ProfileExporter(named, host)));
              boolean last = role.name().equals(roles.get(roles.size() - 1).name());
              if (last && printed.hasText()) {
                exporters.add(printed);
              }
              return exporters;
            },
            Cancellation::shield);
    return 0;
  }

  private int refresh(String format, Inputs inputs, Job job) {
    if (!format.equals("profile")) {
      throw new CredentialsException(
          new InputProblem.Conflict(
              RefreshingProfile.OPTION,
              "--format " + format,
              "only a profile can name a program that renews its credentials"));
    }
    new RefreshingProfile(host, job).write(inputs);
    return 0;
  }

  private static void refuseConflicts(String format, Inputs inputs) {
    boolean profile = format.equals("profile");
    if (profile && !inputs.has(Input.AWS_PROFILE)) {
      throw new CredentialsException(
          new InputProblem.Incomplete(
              inputs.name(Input.FORMAT), Input.AWS_PROFILE, "the profile needs a name"));
    }
    if (!profile && inputs.has(Input.AWS_PROFILE)) {
      throw conflict(inputs, Input.AWS_PROFILE, format, "only --format profile writes a profile");
    }
    if (inputs.hasSeveralRoles() && OF_ONE.contains(format)) {
      throw conflict(inputs, Input.ROLES, format, "this format supports only one role");
    }
    if (inputs.has(Input.SHELL) && !format.equals(EvaluatedOutput.SHELL)) {
      throw conflict(inputs, Input.SHELL, format, "only --format shell depends on the shell");
    }
  }

  private static CredentialsException conflict(
      Inputs inputs, Input input, String format, String why) {
    return new CredentialsException(
        new InputProblem.Conflict(inputs.name(input), "--format " + format, why));
  }

  private String text(String format, Assumed assumed, ExportTargets exportTargets) {
    return switch (format) {
      case "dotenv", "env-no-export" -> Format.dotenv(assumed, exportTargets);
      case "json" -> AwsCliFormat.JSON.text(assumed);
      case "process" -> AwsCliFormat.PROCESS.text(assumed);
      case "pulumi" -> AwsCliFormat.PULUMI.text(assumed);
      default -> Format.shell(assumed, exportTargets, host.environment(), shell.orElse(Shell.SH));
    };
  }
}
