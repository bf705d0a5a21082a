package io.github.rolecall.action;

import io.github.rolecall.config.StackFile;
import io.github.rolecall.configure.AwsConfiguration;
import io.github.rolecall.configure.PulumiProvider;
import io.github.rolecall.export.file.PlainFile;
import io.github.rolecall.host.Host;
import io.github.rolecall.input.Inputs;
import io.github.rolecall.problem.Given;
import java.io.PrintStream;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code rolecall configure pulumi}: prints a profile as options of Pulumi's AWS provider. */
final class ConfigurePulumiCommand extends Subcommand {
  private static final String STACK = "--stack";

  ConfigurePulumiCommand(Host host, PrintStream err) {
    super(host, err, Options.none());
  }

  @Override
  CommandSpec spec() {
    return spec(
            "Write the settings of a profile to the file of a Pulumi stack. Sets"
                + " aws:profile, aws:region and aws:assumeRoles, so that Pulumi uses the"
                + " credentials of the profile. The rest of the file does not change.",
            "",
            "Example:",
            "  rolecall configure pulumi --stack Pulumi.dev.yaml --profile deploy")
        .addOption(
            Options.text(STACK, "FILE", "File of the stack: Pulumi.<stack>.yaml.")
                .required(true)
                .build())
        .addOption(ProfileOption.spec());
  }

  @Override
  int run(ParseResult parsed, Inputs inputs, Job job) {
    var file = new PlainFile(host.file(new Given(parsed.matchedOptionValue(STACK, ""), STACK)));
    Map<String, Object> options =
        new PulumiProvider(new AwsConfiguration(host)).of(ProfileOption.of(parsed, host));
    String text = file.read().orElse("");
    file.write(new StackFile(file.toString(), text).with(options, PulumiProvider.REPLACED));
    job.console().info("Wrote " + String.join(", ", options.keySet()) + " to " + file);
    return 0;
  }
}
