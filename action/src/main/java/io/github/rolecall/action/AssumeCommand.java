package io.github.rolecall.action;

import io.github.rolecall.assume.plan.Planner;
import io.github.rolecall.assume.plan.RolePlans;
import io.github.rolecall.assume.run.Assume;
import io.github.rolecall.assume.run.AssumeAll;
import io.github.rolecall.ci.CiPlatform;
import io.github.rolecall.console.Console;
import io.github.rolecall.export.Exporter;
import io.github.rolecall.export.Format;
import io.github.rolecall.export.ProfileExporter;
import io.github.rolecall.export.Shell;
import io.github.rolecall.export.file.SecureFile;
import io.github.rolecall.host.Host;
import io.github.rolecall.input.Inputs;
import io.github.rolecall.option.FrontEnd;
import io.github.rolecall.option.Input;
import io.github.rolecall.plan.HandOn;
import io.github.rolecall.plan.NamedPlan;
import io.github.rolecall.plan.Plan;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.Given;
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
    CiPlatform platform = CiPlatform.detect(host);
    Console console = platform.console(err, FrontEnd.COMMAND);
    var planner = new Planner(host, platform);
    if (inputs.roles().isEmpty()) {
      Plan plan = planner.plan(inputs);
      Assumed assumed = new Assume(host, platform, console).run(plan);
      Exporter exporter =
          format.equals("profile")
              ? new ProfileExporter(plan.handOn().profile().orElseThrow(), host)
              : printed(inputs, text(format, shell, assumed, plan.handOn()));
      Cancellation.shield(() -> Exporter.exportAll(List.of(exporter), assumed, console));
      return 0;
    }
    if (!OF_SEVERAL.contains(format)) {
      throw new CredentialsException(
          new InputProblem.Conflict(
              inputs.name(Input.ROLES),
              "--format " + format,
              "several roles are printed by " + String.join(" or ", OF_SEVERAL)));
    }
    List<NamedPlan> plans = new RolePlans(planner).of(inputs);
    List<Assumed> assumed = new AssumeAll(host, platform, console).run(plans);
    List<Exporter.HandedOver> several = handedOver(inputs, format, shell, plans, assumed);
    Cancellation.shield(() -> Exporter.exportAll(several, console));
    return 0;
  }

  /** Each to its own profile, and all variables in one text. */
  private List<Exporter.HandedOver> handedOver(
      Inputs inputs, String format, Shell shell, List<NamedPlan> plans, List<Assumed> assumed) {
    var several = new ArrayList<Exporter.HandedOver>();
    var text = new StringBuilder();
    for (int i = 0; i < plans.size(); i++) {
      HandOn handOn = plans.get(i).plan().handOn();
      if (handOn.environment()) {
        text.append(text(format, shell, assumed.get(i), handOn));
      }
      List<Exporter> profile =
          handOn.profile().stream()
              .<Exporter>map(named -> new ProfileExporter(named, host))
              .toList();
      several.add(new Exporter.HandedOver(assumed.get(i), profile));
    }
    if (!text.isEmpty()) {
      Exporter.HandedOver last = several.remove(several.size() - 1);
      var exporters = new ArrayList<>(last.exporters());
      exporters.add(printed(inputs, text.toString()));
      several.add(new Exporter.HandedOver(last.assumed(), exporters));
    }
    return several;
  }

  private String text(String format, Shell shell, Assumed assumed, HandOn handOn) {
    return switch (format) {
      case "dotenv" -> Format.dotenv(assumed, handOn);
      case "json" -> Format.credentialProcess(assumed);
      case "pulumi" -> Format.escEnvironment(assumed);
      default -> Format.shell(assumed, handOn, host.environment(), shell);
    };
  }

  private Exporter printed(Inputs inputs, String text) {
    return unused -> {
      if (!inputs.has(Input.OUTPUT_FILE)) {
        return () -> {
          host.log().print(text);
          host.log().flush();
          return "the standard output";
        };
      }
      var file =
          new SecureFile(
              host.file(
                  new Given(inputs.required(Input.OUTPUT_FILE), inputs.name(Input.OUTPUT_FILE))));
      file.prepare();
      return () -> {
        file.write(text);
        return file.toString();
      };
    };
  }

  private static Shell shell(Inputs inputs) {
    return shellOrStandard(inputs.choice(Input.SHELL, SHELLS, "sh"));
  }

  private static Shell shellOrStandard(String word) {
    return SHELLS.contains(word) ? Shell.valueOf(word.toUpperCase(Locale.ROOT)) : Shell.SH;
  }
}
