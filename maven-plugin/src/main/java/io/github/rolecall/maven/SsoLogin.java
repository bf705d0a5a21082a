package io.github.rolecall.maven;

import io.github.rolecall.assume.plan.NetworkPlan;
import io.github.rolecall.aws.credentials.AwsFiles;
import io.github.rolecall.aws.credentials.SsoSettings;
import io.github.rolecall.aws.sso.SsoCaller;
import io.github.rolecall.aws.sso.SsoSession;
import io.github.rolecall.aws.sso.SsoSignIn;
import io.github.rolecall.aws.sso.SsoToken;
import io.github.rolecall.ci.CiPlatform;
import io.github.rolecall.console.Console;
import io.github.rolecall.host.Host;
import io.github.rolecall.host.WebBrowser;
import io.github.rolecall.input.Inputs;
import io.github.rolecall.network.Network;
import io.github.rolecall.option.Input;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.InputProblem;
import io.github.rolecall.problem.Problem;
import io.github.rolecall.problem.ProfileProblem;
import io.github.rolecall.problem.RunProblem;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The sign-in to IAM Identity Center for a build on a laptop. */
record SsoLogin(Inputs inputs, Host host, CiPlatform platform, Console console) {
  private static final String AUTO = "auto";
  private static final String OFF = "off";

  /**
   * Runs the work. If it fails only because a sign-in is missing, and the user set {@code auto},
   * signs in and runs the work again.
   *
   * @param attended whether a user can sign in
   */
  <T> T around(boolean attended, Supplier<T> work) {
    boolean auto = inputs.choice(Input.SSO_LOGIN, List.of(OFF, AUTO), OFF).equals(AUTO);
    try {
      return work.get();
    } catch (CredentialsException e) {
      Problem problem = e.problem() instanceof RunProblem.OfRole one ? one.problem() : e.problem();
      if (!auto || !(problem instanceof ProfileProblem.LoginNeeded needed) || !attended) {
        throw e;
      }
      signIn(needed.profile());
      // The time limit of the run does not include the time for the sign-in.
      host.deadline().begin();
      return work.get();
    }
  }

  /** Opens the sign-in page of the profile, and stores the token where all AWS tools find it. */
  void signIn(String profile) {
    var plan = new NetworkPlan(inputs, host, platform, Optional.of(profile));
    Network network = plan.network();
    SsoSession session =
        SsoSettings.checked(
            new SsoSettings(new AwsFiles(host), network, profile)
                .ofProfile(inputs.name(Input.SOURCE_PROFILE)));
    var caller = new SsoCaller(host, console, network, plan.retry());
    var signIn =
        new SsoSignIn(
            caller,
            session,
            (address, code, whole) -> {
              console.info("To sign in, allow access in the browser. If none opens: " + address);
              code.ifPresent(text -> console.info("and enter the code " + text));
              if (!new WebBrowser(host).open(whole)) {
                console.info(
                    "Rolecall opens no browser here. Waiting until you have opened the page.");
              }
            });
    SsoToken token =
        byDeviceCode() || session.name().isEmpty()
            ? signIn.device()
            : signIn.browser(port(), SsoSignIn.LIMIT);
    console.info("Signed in to " + session.label() + " until " + token.expiresAt());
  }

  private boolean byDeviceCode() {
    boolean device = inputs.flag(Input.SSO_DEVICE_CODE, false);
    if (device && inputs.text(Input.SSO_REDIRECT_PORT).isPresent()) {
      throw new CredentialsException(
          new InputProblem.Conflict(
              inputs.name(Input.SSO_REDIRECT_PORT),
              inputs.name(Input.SSO_DEVICE_CODE),
              "with a device code, the browser is not redirected to this machine"));
    }
    return device;
  }

  private int port() {
    return inputs.text(Input.SSO_REDIRECT_PORT).isEmpty()
        ? 0
        : inputs.number(Input.SSO_REDIRECT_PORT, 1, 65_535, 1);
  }
}
