package io.github.rolecall.testkit.sso;

import io.github.rolecall.testkit.http.Request;
import io.github.rolecall.testkit.http.Response;
import io.github.rolecall.testkit.sts.Parameters;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * An IAM Identity Center with one user. Its start URL is {@value #START_URL}; the user may use
 * three accounts. Everything that lasts does so by the clock of the simulator.
 */
public final class IdentityCenter {
  /** Of the instance that is there from the beginning. */
  public static final String START_URL = "https://octo-corp.awsapps.com/start";

  private final URI server;
  private final Settings settings = new Settings();
  private final Set<String> startUrls = ConcurrentHashMap.newKeySet();
  private final List<Account> accounts =
      new CopyOnWriteArrayList<>(
          List.of(
              new Account(
                  "111122223333", "Core", "core@example.com", List.of("Admin", "Deploy", "View")),
              new Account("444455556666", "Shop & more", "shop@example.com", List.of("View")),
              new Account("777788889999", "Sandbox", "sandbox@example.com", List.of("Admin"))));
  private final Sessions sessions;
  private final Oidc oidc;
  private final Pages pages;
  private final Portal portal;

  /**
   * Makes one.
   *
   * @param server where its pages are
   * @param secrets is told every secret that is issued
   * @param credentials makes {@code roleCredentials} for an account and a role
   */
  public IdentityCenter(
      URI server,
      Clock clock,
      Consumer<String> secrets,
      BiFunction<String, String, Map<String, Object>> credentials) {
    this.server = server;
    startUrls.add(START_URL);
    sessions = new Sessions(clock, secrets);
    oidc = new Oidc(clock, settings, sessions, startUrls, secrets);
    pages = new Pages(oidc, settings);
    portal = new Portal(settings, sessions, accounts, credentials);
  }

  /** One more start URL of the same instance. */
  public IdentityCenter startUrl(String url) {
    startUrls.add(url.replaceFirst("[/#]+$", ""));
    return this;
  }

  /** The user may use these accounts, and no others. */
  public IdentityCenter accounts(Account... all) {
    accounts.clear();
    accounts.addAll(List.of(all));
    return this;
  }

  /** How long a sign-in lasts, whatever is renewed; 8 hours if not set. */
  public IdentityCenter session(Duration value) {
    settings.session = value;
    return this;
  }

  /** How long an access token lasts; one hour if not set. */
  public IdentityCenter token(Duration value) {
    settings.token = value;
    return this;
  }

  /** How long a registered client lasts; 90 days if not set. */
  public IdentityCenter registration(Duration value) {
    settings.registration = value;
    return this;
  }

  /** How long a device waits for its user; ten minutes if not set. */
  public IdentityCenter deviceCode(Duration value) {
    settings.deviceCode = value;
    return this;
  }

  /** How long a device has to wait between two questions; one second if not set. */
  public IdentityCenter interval(Duration value) {
    settings.interval = value;
    return this;
  }

  /** How many accounts or roles a page has; two if not set. */
  public IdentityCenter page(int value) {
    settings.page = value;
    return this;
  }

  /** From now on the user denies what a page asks, or allows it again. */
  public IdentityCenter denies(boolean value) {
    settings.denies = value;
    return this;
  }

  /** Ends all sessions, as an administrator can. */
  public void endSessions() {
    sessions.endAll();
  }

  /** RegisterClient. */
  public Response register(Request request) {
    return oidc(request, oidc::register);
  }

  /** StartDeviceAuthorization. */
  public Response startDeviceAuthorization(Request request) {
    return oidc(request, one -> oidc.startDeviceAuthorization(one, server));
  }

  /** CreateToken. */
  public Response createToken(Request request) {
    return oidc(request, oidc::createToken);
  }

  /** The page that asks the user for consent, and redirects. */
  public Response authorize(Request request) {
    return pages.authorize(Parameters.decode(request.query()));
  }

  /** The page on which the code of a device is entered. */
  public Response device(Request request) {
    return pages.device(Parameters.decode(request.query()));
  }

  /** ListAccounts. */
  public Response listAccounts(Request request) {
    return portal(request, portal::listAccounts);
  }

  /** ListAccountRoles. */
  public Response listAccountRoles(Request request) {
    return portal(request, portal::listAccountRoles);
  }

  /** GetRoleCredentials. */
  public Response getRoleCredentials(Request request) {
    return portal(request, portal::getRoleCredentials);
  }

  /** Logout. */
  public Response logout(Request request) {
    return portal(request, portal::logout);
  }

  /** What a log of calls may keep of a request to SSO OIDC. */
  public static Map<String, String> redacted(Request request) {
    return Body.redacted(request);
  }

  private static Response oidc(Request request, Function<Request, Response> operation) {
    try {
      String type = request.headers().first("content-type").orElse("");
      if (!type.startsWith("application/json")) {
        throw OidcError.of("invalid_request", "The content type is not application/json");
      }
      return operation.apply(request);
    } catch (OidcError e) {
      return e.response();
    }
  }

  private static Response portal(Request request, Function<Request, Response> operation) {
    try {
      return operation.apply(request);
    } catch (PortalError e) {
      return e.response();
    }
  }
}
