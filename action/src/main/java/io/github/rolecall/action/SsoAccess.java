package io.github.rolecall.action;

import io.github.rolecall.assume.plan.NetworkPlan;
import io.github.rolecall.aws.credentials.AwsFiles;
import io.github.rolecall.aws.credentials.SsoSettings;
import io.github.rolecall.aws.sso.SignInPage;
import io.github.rolecall.aws.sso.SsoCaller;
import io.github.rolecall.aws.sso.SsoSession;
import io.github.rolecall.aws.sso.SsoSignIn;
import io.github.rolecall.aws.sso.SsoToken;
import io.github.rolecall.input.Inputs;
import io.github.rolecall.network.Network;
import java.util.Optional;
import picocli.CommandLine;

/** The access of a command to IAM Identity Center, and its settings in the AWS files. */
final class SsoAccess {
  private final SsoCaller caller;
  private final SsoSettings settings;

  /**
   * Reads the AWS files.
   *
   * @param profile the profile whose network and endpoint settings apply, if it exists
   */
  SsoAccess(Subcommand.Job job, Inputs inputs, String profile) {
    var plan = new NetworkPlan(inputs, job.host(), job.platform(), Optional.of(profile));
    Network network = plan.network();
    this.caller = new SsoCaller(job.host(), job.console(), network, plan.retry());
    this.settings = new SsoSettings(new AwsFiles(job.host()), network, profile);
  }

  SsoCaller caller() {
    return caller;
  }

  SsoSettings settings() {
    return settings;
  }

  /**
   * Signs in as the AWS CLI does. Without the name of an SSO session, only a device code is
   * possible.
   */
  SsoToken signIn(CommandLine.ParseResult parsed, SsoSession session, SignInPage page) {
    var signIn = new SsoSignIn(caller, session, page);
    boolean device = SignInOptions.usesDeviceCode(parsed) || session.name().isEmpty();
    int port = SignInOptions.port(parsed);
    return device ? signIn.device() : signIn.browser(port, SsoSignIn.LIMIT);
  }
}
