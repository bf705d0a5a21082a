package io.github.rolecall.action;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.rolecall.configure.AwsConfiguration;
import io.github.rolecall.configure.SettingName;
import io.github.rolecall.host.Host;
import io.github.rolecall.input.Inputs;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.InputProblem;
import io.github.rolecall.problem.SetupProblem;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code rolecall configure set}: writes one setting, as {@code aws configure set} does. */
final class ConfigureSetCommand extends Subcommand {
  private static final String STDIN = "--stdin";
  private static final String UNKNOWN = "--allow-unknown";

  /** The size limit of a setting in bytes. Real settings are shorter. */
  private static final int LONGEST = 64 * 1024;

  private final InputStream in = System.in;

  ConfigureSetCommand(Host host, PrintStream err) {
    super(host, err, Options.none());
  }

  @Override
  CommandSpec spec() {
    return spec(
            "Write one setting to the AWS files. Access keys and session tokens go to the"
                + " credentials file, everything else to the config file.",
            "",
            "Examples:",
            "  rolecall configure set region eu-central-1 --profile dev",
            "  rolecall configure set profile.dev.role_arn arn:aws:iam::111122223333:role/Deploy",
            "  rolecall configure set services.local.sts.endpoint_url http://127.0.0.1:4566",
            "  printenv SECRET | rolecall configure set aws_secret_access_key --stdin")
        .addPositional(word("KEY", "1", "Setting, for example region or profile.dev.role_arn."))
        .addPositional(word("VALUE", "0..1", "Value. If you omit it, the command asks for it."))
        .addOption(ProfileOption.spec())
        .addOption(
            flag(
                STDIN,
                "Read the value from the standard input, so that it is not visible in"
                    + " the list of processes."))
        .addOption(flag(UNKNOWN, "Also set a key that no AWS tool reads."));
  }

  static PositionalParamSpec word(String label, String arity, String description) {
    return PositionalParamSpec.builder()
        .type(String.class)
        .arity(arity)
        .paramLabel(label)
        .description(description)
        .build();
  }

  private static OptionSpec flag(String name, String description) {
    return OptionSpec.builder(name).type(boolean.class).description(description).build();
  }

  @Override
  int run(ParseResult parsed, Inputs inputs, Job job) {
    SettingName name =
        SettingName.of(
            parsed.matchedPositionalValue(0, ""),
            ProfileOption.of(parsed, host),
            parsed.hasMatchedOption(UNKNOWN));
    new AwsConfiguration(host).set(Map.of(name, value(name, parsed)));
    return 0;
  }

  private String value(SettingName name, ParseResult parsed) {
    boolean written = parsed.hasMatchedPositional(1);
    if (parsed.hasMatchedOption(STDIN)) {
      if (written) {
        throw new CredentialsException(
            new InputProblem.Conflict("VALUE", STDIN, "both set the value"));
      }
      return standardInput();
    }
    if (written) {
      if (name.key().isSecret()) {
        err.println(
            "Other users of this machine can see arguments in the list of processes,"
                + " and your shell stores them in its history. Use --stdin for "
                + name.key().name()
                + ".");
      }
      return parsed.matchedPositionalValue(1, "");
    }
    String question = name.written() + ": ";
    return (name.key().isSecret()
            ? host.terminal().askSecret(question)
            : host.terminal().ask(question))
        .orElseThrow(
            () ->
                new CredentialsException(
                    new SetupProblem.NoTerminal(
                        "rolecall configure set without a value",
                        List.of("printenv VALUE | rolecall configure set " + name + " --stdin"))));
  }

  private String standardInput() {
    try {
      return new String(in.readNBytes(LONGEST), UTF_8).strip();
    } catch (IOException e) {
      return "";
    }
  }
}
