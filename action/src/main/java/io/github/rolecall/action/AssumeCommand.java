package io.github.rolecall.action;

import io.github.rolecall.assume.plan.PlannedRole;
import io.github.rolecall.assume.plan.Planner;
import io.github.rolecall.assume.run.Assume;
import io.github.rolecall.ci.CiPlatform;
import io.github.rolecall.console.Console;
import io.github.rolecall.export.Exporter;
import io.github.rolecall.export.Format;
import io.github.rolecall.export.ProfileExporter;
import io.github.rolecall.export.Shell;
import io.github.rolecall.host.Host;
import io.github.rolecall.input.Inputs;
import io.github.rolecall.option.FrontEnd;
import io.github.rolecall.option.Input;
import io.github.rolecall.plan.HandOn;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.InputProblem;
import io.github.rolecall.session.Assumed;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** {@code rolecall assume}: prints the credentials in a form that shells and tools take. */
final class AssumeCommand implements Subcommand {
  private static final List<String> FORMATS =
      List.of("shell", "dotenv", "json", "profile", "pulumi");
  private static final List<String> OF_SEVERAL = List.of("shell", "dotenv");
  private static final List<String> SHELLS = List.of("sh", "powershell", "fish");

  private final Host host;
  private final PrintStream err;
  private final Options options = Options.allBut().alias(Input.AWS_PROFILE, "--profile");

  AssumeCommand(Host host, PrintStream err) {
    this.host = host;
    this.err = err;
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec = CommandSpec.create().mixinStandardHelpOptions(true);
    options.addTo(spec);
    spec.usageMessage()
        .description("Assumes a role and prints its credentials.")
        .abbreviateSynopsis(true)
        .footer(
            "",
            "Examples:",
            "  eval \"$(rolecall assume --role-to-assume arn:aws:iam::111122223333:role/Deploy"
                + " --aws-region eu-central-1)\"",
            "  rolecall assume --shell powershell ... | Out-String | Invoke-Expression",
            "  rolecall assume --shell fish ... | source",
            "  rolecall assume --format profile --aws-profile deploy ...",
            "  rolecall assume --format dotenv --output-file deploy.env ...",
            "  eval \"$(rolecall assume --config roles.yaml)\"   (several roles)",
            "  credential_process = rolecall assume --format json ...   (in ~/.aws/config)",
            "  rolecall assume --config Pulumi.dev.yaml --format pulumi |"
                + " pulumi env edit --file - acme/shop/dev",
            "",
            "ROLE_TO_ASSUME or AWS_ROLE_ARN, AWS_REGION and others stand in for their options.");
    return spec;
  }

  @Override
  public int run(CommandLine.ParseResult parsed) {
    host.http().prepare();
    String[] shell = {options.text(parsed, Input.SHELL)};
    int exit =
        RolecallCommand.guarded(
            parsed,
            host,
            err,
            options,
            inputs -> {
              shell[0] = inputs.text(Input.SHELL).orElse("");
              return assume(inputs);
            });
    if (exit != 0) {
      // The shell that evaluates this does not see the exit code: it must stop all the same.
      host.log().print(shellOrStandard(shell[0]).failure() + "\n");
    }
    return exit;
  }

  private int assume(Inputs inputs) {
    String format = inputs.choice(Input.FORMAT, FORMATS, "shell");
    Shell shell = shell(inputs);
    refuseConflicts(format, inputs);
    CiPlatform platform = CiPlatform.detect(host);
    Console console = platform.console(err, FrontEnd.COMMAND);
    List<PlannedRole> roles = new Planner(host, platform).plan(inputs);
    var printed = new Printed(host, inputs);
    new Assume(host, platform, console)
        .export(
            roles,
            (role, assumed) -> {
              HandOn handOn = role.plan().handOn();
              boolean prints = !inputs.hasSeveralRoles() || handOn.environment();
              if (prints && !format.equals("profile")) {
                printed.add(text(format, shell, assumed, handOn));
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
    if (format.equals("profile") && !inputs.has(Input.AWS_PROFILE)) {
      throw new CredentialsException(
          new InputProblem.Incomplete(
              inputs.name(Input.FORMAT), Input.AWS_PROFILE, "a profile needs a name"));
    }
    if (!format.equals("profile") && inputs.has(Input.AWS_PROFILE)) {
      throw new CredentialsException(
          new InputProblem.Conflict(
              inputs.name(Input.AWS_PROFILE),
              "--format " + format,
              "only --format profile writes a profile"));
    }
    if (inputs.hasSeveralRoles() && !OF_SEVERAL.contains(format)) {
      throw new CredentialsException(
          new InputProblem.Conflict(
              inputs.name(Input.ROLES),
              "--format " + format,
              "several roles are printed by " + String.join(" or ", OF_SEVERAL)));
    }
  }

  private String text(String format, Shell shell, Assumed assumed, HandOn handOn) {
    return switch (format) {
      case "dotenv" -> Format.dotenv(assumed, handOn);
      case "json" -> Format.credentialProcess(assumed);
      case "pulumi" -> Format.escEnvironment(assumed);
      default -> Format.shell(assumed, handOn, host.environment(), shell);
    };
  }

  private static Shell shell(Inputs inputs) {
    return shellOrStandard(inputs.choice(Input.SHELL, SHELLS, "sh"));
  }

  private static Shell shellOrStandard(String word) {
    return SHELLS.contains(word) ? Shell.valueOf(word.toUpperCase(Locale.ROOT)) : Shell.SH;
  }
}
