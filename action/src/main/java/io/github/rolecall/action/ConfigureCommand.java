package io.github.rolecall.action;

import io.github.rolecall.awsfile.AwsSection;
import io.github.rolecall.configure.AwsConfiguration;
import io.github.rolecall.configure.AwsKey;
import io.github.rolecall.configure.SettingName;
import io.github.rolecall.host.Host;
import io.github.rolecall.input.Inputs;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.SetupProblem;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/**
 * {@code rolecall configure}: asks for keys, Region and output format, and writes them as {@code
 * aws configure} does. It also has subcommands.
 */
final class ConfigureCommand extends Subcommand {
  private static final Map<String, String> QUESTIONS = new LinkedHashMap<>();

  static {
    QUESTIONS.put("aws_access_key_id", "AWS Access Key ID");
    QUESTIONS.put("aws_secret_access_key", "AWS Secret Access Key");
    QUESTIONS.put("region", "Default region name");
    QUESTIONS.put("output", "Default output format");
  }

  private static final String ADVICE =
      "Access keys do not expire, and anyone who has them has your permissions. For"
          + " people, use IAM Identity Center instead: rolecall configure sso. In CI, assume"
          + " a role with the token of the job: rolecall assume. To cancel without a change,"
          + " press Ctrl-C.";

  private final Map<String, Subcommand> subcommands = new LinkedHashMap<>();

  ConfigureCommand(Host host, PrintStream err) {
    super(host, err, Options.none());
    subcommands.put("set", new ConfigureSetCommand(host, err));
    subcommands.put("get", new ConfigureGetCommand(host, err));
    subcommands.put("unset", new ConfigureUnsetCommand(host, err));
    subcommands.put("list", new ConfigureListCommand(host, err));
    subcommands.put("pulumi", new ConfigurePulumiCommand(host, err));
    subcommands.put("sso", new ConfigureSsoCommand(host, err, () -> Dialog.system(host, err)));
    subcommands.put("list-profiles", new ConfigureProfilesCommand(host, err));
  }

  @Override
  CommandSpec spec() {
    CommandSpec spec =
        spec(
            "Set the access key, Region and output format of a profile. Asks for each"
                + " value. An empty answer keeps the current value.",
            "",
            "Examples:",
            "  rolecall configure --profile dev",
            "  rolecall configure list");
    subcommands.forEach((name, subcommand) -> spec.addSubcommand(name, subcommand.spec()));
    return spec.addOption(ProfileOption.spec());
  }

  @Override
  int run(ParseResult parsed) {
    if (!parsed.hasSubcommand()) {
      return super.run(parsed);
    }
    ParseResult chosen = parsed.subcommand();
    return Objects.requireNonNull(subcommands.get(chosen.commandSpec().name())).run(chosen);
  }

  @Override
  boolean waitsForPeople() {
    return true;
  }

  @Override
  int run(ParseResult parsed, Inputs inputs, Job job) {
    String profile = ProfileOption.of(parsed, host);
    var files = new AwsConfiguration(host);
    Map<String, AwsConfiguration.Found> there = files.settings(AwsSection.profile(profile));
    if (!there.containsKey("aws_access_key_id")) {
      err.println(ADVICE);
    }
    var answers = new LinkedHashMap<SettingName, String>();
    QUESTIONS.forEach(
        (key, question) -> {
          SettingName name = SettingName.of(key, profile, false);
          Optional<String> now =
              Optional.ofNullable(there.get(key)).map(found -> found.setting().value());
          String shown = now.map(name.key()::shown).orElse("None");
          String answer =
              answer(name.key(), question + " [" + shown + "]: ")
                  .orElseThrow(() -> noTerminal(profile));
          if (!answer.isEmpty() && !now.equals(Optional.of(answer))) {
            answers.put(name, answer);
          }
        });
    if (!answers.isEmpty()) {
      files.set(answers);
    }
    return 0;
  }

  private Optional<String> answer(AwsKey key, String question) {
    return key.isSecret() ? host.terminal().askSecret(question) : host.terminal().ask(question);
  }

  private static CredentialsException noTerminal(String profile) {
    String option = profile.equals("default") ? "" : " --profile " + profile;
    String set = "rolecall configure set" + option + " ";
    return new CredentialsException(
        new SetupProblem.NoTerminal(
            "rolecall configure",
            List.of(
                set + "region REGION",
                set + "aws_access_key_id ID",
                "printenv SECRET | " + set + "aws_secret_access_key --stdin")));
  }
}
