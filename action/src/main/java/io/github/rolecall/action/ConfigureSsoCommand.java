package io.github.rolecall.action;

import io.github.rolecall.aws.credentials.AwsFiles;
import io.github.rolecall.export.file.ReplaceableFile;
import io.github.rolecall.host.Host;
import io.github.rolecall.input.Inputs;
import java.io.PrintStream;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * {@code rolecall configure sso}: writes a profile for IAM Identity Center, as the AWS CLI does.
 */
final class ConfigureSsoCommand extends Subcommand {
  static final String PROFILE = "--profile";
  static final String SESSION = "--sso-session";
  static final String NO_SESSION = "--no-sso-session";
  static final String START_URL = "--sso-start-url";
  static final String SSO_REGION = "--sso-region";
  static final String SCOPES = "--sso-registration-scopes";
  static final String ACCOUNT = "--sso-account-id";
  static final String ROLE = "--sso-role-name";
  static final String REGION = "--region";
  static final String OUTPUT = "--output";

  private final Supplier<Dialog> dialog;

  ConfigureSsoCommand(Host host, PrintStream err, Supplier<Dialog> dialog) {
    super(host, err, Options.none());
    this.dialog = dialog;
  }

  @Override
  CommandSpec spec() {
    CommandSpec spec =
        spec(
            "Sign in to IAM Identity Center and write a profile for one of its roles"
                + " to the config file. Asks for every value that you do not set with an"
                + " option.",
            "",
            "Examples:",
            "  rolecall configure sso",
            "  rolecall configure sso --profile dev --sso-session corp --sso-start-url"
                + " https://corp.awsapps.com/start --sso-region eu-central-1");
    option(spec, PROFILE, "NAME", "Profile to write. Default: ROLE-ACCOUNT.");
    option(
        spec,
        SESSION,
        "NAME",
        "Section [sso-session NAME] that the profile uses. Rolecall creates it if it"
            + " does not exist.");
    spec.addOption(
        OptionSpec.builder(NO_SESSION)
            .type(boolean.class)
            .description("Write the legacy form: all settings in the profile, without a section.")
            .build());
    option(spec, START_URL, "URL", "Start URL of the access portal.");
    option(spec, SSO_REGION, "REGION", "Region of IAM Identity Center.");
    option(spec, SCOPES, "SCOPES", "Scopes, separated by commas. Default: sso:account:access.");
    option(spec, ACCOUNT, "ID", "Account of the role. Default: choose from a list.");
    option(spec, ROLE, "NAME", "Name of the role (permission set). Default: choose from a list.");
    option(spec, REGION, "REGION", "Region of the profile.");
    option(
        spec, OUTPUT, "FORMAT", "Output format of the AWS CLI for the profile, for example json.");
    SignInOptions.addTo(spec);
    return spec;
  }

  private static void option(CommandSpec spec, String name, String label, String text) {
    spec.addOption(
        OptionSpec.builder(name)
            .type(String.class)
            .arity("1")
            .paramLabel(label)
            .description(text)
            .build());
  }

  @Override
  boolean waitsForPeople() {
    return true;
  }

  @Override
  int run(ParseResult parsed, Inputs inputs, Job job) {
    ReplaceableFile.require(host.awsFile("AWS_CONFIG_FILE", "config"));
    var questions = new Questions(parsed, dialog);
    questions.option(PROFILE).ifPresent(SsoProfile::name);
    var access =
        new SsoAccess(job, inputs, questions.option(PROFILE).orElse(AwsFiles.chosen(host)));
    var page = new PrintedPage(host, err, SignInOptions.opensBrowser(parsed));
    var wizard = new SsoWizard(questions, access, new AwsFiles(host));
    SsoProfile profile = wizard.profile(session -> access.signIn(parsed, session, page));
    profile.write(host);
    print(profile.conclusion());
    return 0;
  }
}
