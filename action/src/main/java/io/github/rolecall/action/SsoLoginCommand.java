package io.github.rolecall.action;

import io.github.rolecall.aws.credentials.SsoSettings;
import io.github.rolecall.aws.sso.SsoSession;
import io.github.rolecall.host.Host;
import io.github.rolecall.input.Inputs;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.InputProblem;
import io.github.rolecall.text.PlainText;
import java.io.PrintStream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code rolecall sso login}: signs in, as {@code aws sso login} does. */
final class SsoLoginCommand extends Subcommand {
  private static final String PROFILE = "--profile";
  private static final String SESSION = "--sso-session";

  SsoLoginCommand(Host host, PrintStream err) {
    super(host, err, Options.none());
  }

  @Override
  CommandSpec spec() {
    CommandSpec spec =
        spec(
                "Sign in to IAM Identity Center. Stores the token in ~/.aws/sso/cache,"
                    + " like the AWS CLI and SDKs, so that one sign-in is enough for all of"
                    + " them.",
                "",
                "Examples:",
                "  rolecall sso login --profile dev",
                "  rolecall sso login --sso-session my-sso --use-device-code")
            .addOption(ProfileOption.spec())
            .addOption(
                OptionSpec.builder(SESSION)
                    .type(String.class)
                    .arity("1")
                    .paramLabel("NAME")
                    .description(
                        "Section [sso-session NAME] of the config file, instead of a profile.")
                    .build());
    SignInOptions.addTo(spec);
    return spec;
  }

  @Override
  boolean waitsForPeople() {
    return true;
  }

  @Override
  int run(ParseResult parsed, Inputs inputs, Job job) {
    var access = new SsoAccess(job, inputs, ProfileOption.of(parsed, host));
    SsoSession session = SsoSettings.checked(session(parsed, access.settings()));
    var page = new PrintedPage(host, err, SignInOptions.opensBrowser(parsed));
    access.signIn(parsed, session, page);
    print("Successfully logged into Start URL: " + PlainText.harmless(session.startUrl()) + "\n");
    return 0;
  }

  private static SsoSession session(ParseResult parsed, SsoSettings settings) {
    if (!parsed.hasMatchedOption(SESSION)) {
      return settings.ofProfile(
          ProfileOption.given(parsed) ? PROFILE : "AWS_PROFILE, or the default");
    }
    if (ProfileOption.given(parsed)) {
      throw new CredentialsException(
          new InputProblem.Conflict(
              SESSION, PROFILE, "both select where to sign in; use only one of them"));
    }
    return settings.ofSession(parsed.matchedOptionValue(SESSION, ""), SESSION);
  }
}
