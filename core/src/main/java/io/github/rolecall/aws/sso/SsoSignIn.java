package io.github.rolecall.aws.sso;

import io.github.rolecall.model.Secret;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.SsoProblem;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Signs a user in: in the browser of this machine with an authorization code and PKCE, or on any
 * device with a code to enter. No token file changes before the user has agreed.
 *
 * @see <a href="https://datatracker.ietf.org/doc/html/rfc8252">RFC 8252, OAuth 2.0 for native
 *     apps</a>
 */
public final class SsoSignIn {
  /** The time limit, as in the AWS CLI. */
  public static final Duration LIMIT = Duration.ofMinutes(10);

  /** The parameter of the browser's request with the authorization code. */
  private static final String CODE = "code";

  private static final Duration SLOW_DOWN = Duration.ofSeconds(5);

  private final SsoCaller caller;
  private final SsoSession session;
  private final SignInPage page;
  private final SsoOidc oidc;
  private final SsoCache cache;

  public SsoSignIn(SsoCaller caller, SsoSession session, SignInPage page) {
    this.caller = caller;
    this.session = session;
    this.page = page;
    this.oidc = new SsoOidc(caller, session);
    this.cache = new SsoCache(caller.host(), session);
  }

  /**
   * Returns the cached token if it is valid for a while, else the token of a new sign-in.
   *
   * @throws CredentialsException like {@link #browser}
   */
  public static SsoToken tokenOr(SsoCaller caller, SsoSession session, SignIn otherwise) {
    Optional<SsoToken> kept = new SsoCache(caller.host(), session).token();
    return kept.filter(token -> !token.endsSoon(caller.now())).orElseGet(otherwise::token);
  }

  /** A way to sign in. */
  @FunctionalInterface
  public interface SignIn {
    SsoToken token();
  }

  /**
   * Signs in with a code that the user enters on any device, and saves the token.
   *
   * @throws CredentialsException with {@link SsoProblem}, {@link
   *     io.github.rolecall.problem.NetworkProblem} or {@link
   *     io.github.rolecall.problem.ExportProblem}
   */
  public SsoToken device() {
    cache.prepare();
    ClientRegistration client = client(false, "");
    DeviceCode device;
    try {
      device = oidc.startDevice(client);
    } catch (CredentialsException e) {
      if (!isError(e, "invalid_client")) {
        throw e;
      }
      // The server no longer knows the cached client.
      client = registered(false, "");
      device = oidc.startDevice(client);
    }
    page.show(device.address(), Optional.of(device.userCode()), device.wholeAddress());
    SsoToken token = polled(client, device);
    cache.keep(token);
    return token;
  }

  private SsoToken polled(ClientRegistration client, DeviceCode device) {
    Instant end = caller.now().plus(device.limit());
    Duration interval = device.interval();
    while (caller.now().isBefore(end)) {
      caller.host().time().sleeper().sleep(interval);
      try {
        return oidc.token(client, device);
      } catch (CredentialsException e) {
        if (isError(e, "slow_down")) {
          interval = interval.plus(SLOW_DOWN);
        } else if (isError(e, "expired_token")) {
          throw timedOut(device.limit());
        } else if (isError(e, "access_denied")) {
          throw denied("access_denied");
        } else if (!isError(e, "authorization_pending")) {
          throw e;
        }
      }
    }
    throw timedOut(device.limit());
  }

  /**
   * Signs in with the browser of this machine, and saves the token.
   *
   * @param port the port for the redirect; 0 for any free port
   * @param limit how long to wait for the user
   * @throws CredentialsException like {@link #device}
   */
  public SsoToken browser(int port, Duration limit) {
    cache.prepare();
    try (LoopbackRedirect redirect = LoopbackRedirect.open(port)) {
      ClientRegistration client = client(true, LoopbackRedirect.REGISTERED);
      var pkce = Pkce.random();
      caller.console().hold(pkce.verifier().reveal());
      String state = UUID.randomUUID().toString();
      String address = authorize(client, redirect.uri(), state, pkce);
      page.show(address, Optional.empty(), address);
      Map<String, String> answer =
          redirect
              .await(state, limit, caller.host().time().clock())
              .orElseThrow(() -> timedOut(limit));
      String code = answer.get(CODE);
      if (code == null) {
        String error = answer.getOrDefault("error", "no code");
        throw denied(caller.host().secrets().shown(error));
      }
      caller.console().hold(code);
      SsoToken token = oidc.token(client, new Secret(code), redirect.uri(), pkce.verifier());
      cache.keep(token);
      return token;
    }
  }

  private String authorize(ClientRegistration client, String redirect, String state, Pkce pkce) {
    return session.oidc()
        + "/authorize?response_type=code&client_id="
        + encoded(client.clientId())
        + "&redirect_uri="
        + encoded(redirect)
        + "&state="
        + state
        + "&code_challenge_method=S256&scopes="
        + encoded(String.join(" ", session.scopesOrStandard()))
        + "&code_challenge="
        + pkce.challenge();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private ClientRegistration client(boolean browser, String redirectUri) {
    return cache
        .client()
        .filter(client -> client.serves(browser, caller.now()))
        .orElseGet(() -> registered(browser, redirectUri));
  }

  private ClientRegistration registered(boolean browser, String redirectUri) {
    ClientRegistration client = browser ? oidc.registerBrowser(redirectUri) : oidc.registerDevice();
    cache.keep(client);
    return client;
  }

  private static boolean isError(CredentialsException e, String error) {
    return e.problem() instanceof SsoProblem.Refused refused && refused.error().equals(error);
  }

  private CredentialsException denied(String reason) {
    return new CredentialsException(SsoProblem.Denied.of(session.label(), reason));
  }

  private CredentialsException timedOut(Duration limit) {
    return new CredentialsException(new SsoProblem.TimedOut(session.label(), limit));
  }
}
