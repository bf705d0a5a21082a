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
 * A simulator of IAM Identity Center with one user, who is assigned to three accounts. Its start
 * URL is {@value #START_URL}. All lifetimes use the clock of the simulator.
 */
public final class IdentityCenter {
  /** The default start URL. */
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
   * Creates an instance.
   *
   * @param server the base URL of its pages
   * @param secrets receives every issued secret
   * @param credentials creates the {@code roleCredentials} for an account and a role
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

  /** Adds a start URL to this instance. */
  public IdentityCenter startUrl(String url) {
    startUrls.add(url.replaceFirst("[/#]+$", ""));
    return this;
  }

  /** Assigns the user to these accounts only. */
  public IdentityCenter accounts(Account... all) {
    accounts.clear();
    accounts.addAll(List.of(all));
    return this;
  }

  /** The length of a session, which refreshes do not extend. Default: 8 hours. */
  public IdentityCenter session(Duration value) {
    settings.session = value;
    return this;
  }

  /** The lifetime of an access token. Default: one hour. */
  public IdentityCenter token(Duration value) {
    settings.token = value;
    return this;
  }

  /** The lifetime of a registered client. Default: 90 days. */
  public IdentityCenter registration(Duration value) {
    settings.registration = value;
    return this;
  }

  /** The lifetime of a device code. Default: ten minutes. */
  public IdentityCenter deviceCode(Duration value) {
    settings.deviceCode = value;
    return this;
  }

  /** The polling interval of a device. Default: one second. */
  public IdentityCenter interval(Duration value) {
    settings.interval = value;
    return this;
  }

  /** The number of accounts or roles per page. Default: two. */
  public IdentityCenter page(int value) {
    settings.page = value;
    return this;
  }

  /** Whether the user denies the requests on the pages from now on. Default: false. */
  public IdentityCenter denies(boolean value) {
    settings.denies = value;
    return this;
  }

  /** Ends all sessions, as an administrator can. */
  public void endSessions() {
    sessions.endAll();
  }

  /** Executes RegisterClient. */
  public Response register(Request request) {
    return oidc(request, oidc::register);
  }

  /** Executes StartDeviceAuthorization. */
  public Response startDeviceAuthorization(Request request) {
    return oidc(request, one -> oidc.startDeviceAuthorization(one, server));
  }

  /** Executes CreateToken. */
  public Response createToken(Request request) {
    return oidc(request, oidc::createToken);
  }

  /** Serves the page that asks the user for consent and redirects. */
  public Response authorize(Request request) {
    return pages.authorize(Parameters.decode(request.query()));
  }

  /** Serves the page on which the user enters the code of a device. */
  public Response device(Request request) {
    return pages.device(Parameters.decode(request.query()));
  }

  /** Executes ListAccounts. */
  public Response listAccounts(Request request) {
    return portal(request, portal::listAccounts);
  }

  /** Executes ListAccountRoles. */
  public Response listAccountRoles(Request request) {
    return portal(request, portal::listAccountRoles);
  }

  /** Executes GetRoleCredentials. */
  public Response getRoleCredentials(Request request) {
    return portal(request, portal::getRoleCredentials);
  }

  /** Executes Logout. */
  public Response logout(Request request) {
    return portal(request, portal::logout);
  }

  /** The members of a request to SSO OIDC without secrets, for the log of calls. */
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
