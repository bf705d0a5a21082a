package io.github.rolecall.action;

import io.github.rolecall.assume.plan.Planner;
import io.github.rolecall.assume.run.Assume;
import io.github.rolecall.ci.CiPlatform;
import io.github.rolecall.console.Console;
import io.github.rolecall.host.Host;
import io.github.rolecall.input.Inputs;
import io.github.rolecall.json.Json;
import io.github.rolecall.model.CallerIdentity;
import io.github.rolecall.option.FrontEnd;
import io.github.rolecall.option.Goal;
import io.github.rolecall.option.Input;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** {@code rolecall whoami}: whose credentials the environment has. */
final class WhoamiCommand implements Subcommand {
  private static final String JSON = "--json";

  private final Host host;
  private final PrintStream err;
  private final Options options = Options.of(Goal.WHOAMI).alias(Input.SOURCE_PROFILE, "--profile");

  WhoamiCommand(Host host, PrintStream err) {
    this.host = host;
    this.err = err;
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec = CommandSpec.create().mixinStandardHelpOptions(true);
    options.addTo(spec);
    spec.addOption(
        OptionSpec.builder(JSON)
            .type(boolean.class)
            .description("Prints the answer of sts:GetCallerIdentity in JSON.")
            .build());
    spec.usageMessage()
        .description("Prints whose credentials the environment has: UserId, Account and Arn.")
        .abbreviateSynopsis(true)
        .footer("", "Examples:", "  rolecall whoami", "  rolecall whoami --json | jq -r .Account");
    return spec;
  }

  @Override
  public int run(CommandLine.ParseResult parsed) {
    boolean json = parsed.hasMatchedOption(JSON);
    return RolecallCommand.guarded(
        parsed,
        host,
        err,
        options,
        inputs -> {
          host.log().print(json ? json(identity(inputs)) : text(identity(inputs)));
          return 0;
        });
  }

  private CallerIdentity identity(Inputs inputs) {
    CiPlatform platform = CiPlatform.detect(host);
    Console console = platform.console(err, FrontEnd.COMMAND);
    return new Assume(host, platform, console)
        .run(new Planner(host, platform).plan(inputs))
        .get(0)
        .identity();
  }

  private static String text(CallerIdentity identity) {
    return "UserId   %s%nAccount  %s%nArn      %s%n"
        .formatted(identity.userId(), identity.account(), identity.arn());
  }

  private static String json(CallerIdentity identity) {
    var entries = new LinkedHashMap<String, String>();
    entries.put("UserId", identity.userId());
    entries.put("Account", identity.account());
    entries.put("Arn", identity.arn());
    return Json.write(entries) + "\n";
  }
}
