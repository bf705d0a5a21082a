package io.github.rolecall.action;

import io.github.rolecall.host.Host;
import io.github.rolecall.input.Inputs;
import io.github.rolecall.json.JsonWriter;
import io.github.rolecall.model.CallerIdentity;
import io.github.rolecall.option.Goal;
import io.github.rolecall.option.Input;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code rolecall whoami}: prints the identity of the credentials in the environment. */
final class WhoamiCommand extends Subcommand {
  private static final String JSON = "--json";

  WhoamiCommand(Host host, PrintStream err) {
    super(host, err, Options.of(Goal.WHOAMI).alias(Input.SOURCE_PROFILE, "--profile"));
  }

  @Override
  CommandSpec spec() {
    return spec(
            "Print the identity of the credentials: UserId, Account and Arn.",
            "",
            "Examples:",
            "  rolecall whoami",
            "  rolecall whoami --format json | jq -r .Account")
        .addOption(OutputFormat.spec())
        .addOption(
            OptionSpec.builder(JSON)
                .type(boolean.class)
                .description("The same as --format json.")
                .build());
  }

  @Override
  int run(ParseResult parsed, Inputs inputs, Job job) {
    CallerIdentity identity = job.assume().run(job.planner().plan(inputs)).get(0).identity();
    boolean json = parsed.hasMatchedOption(JSON) || OutputFormat.isJson(parsed);
    show(json ? json(identity) : text(identity));
    return 0;
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
    return JsonWriter.compact(entries) + "\n";
  }
}
