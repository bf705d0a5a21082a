package io.github.rolecall.testkit.sso;

import io.github.rolecall.testkit.http.Request;
import io.github.rolecall.testkit.http.Response;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;

/**
 * A simulator of SSO OIDC, API version 2019-06-10: RegisterClient, StartDeviceAuthorization and
 * CreateToken.
 *
 * @see <a href="https://docs.aws.amazon.com/singlesignon/latest/OIDCAPIReference/Welcome.html">IAM
 *     Identity Center OIDC API reference</a>
 */
final class Oidc {
  static final String DEVICE_CODE = "urn:ietf:params:oauth:grant-type:device_code";
  static final String AUTHORIZATION_CODE = "authorization_code";
  static final String REFRESH_TOKEN = "refresh_token";

  private static final Set<String> GRANTS = Set.of(DEVICE_CODE, AUTHORIZATION_CODE, REFRESH_TOKEN);

  private final Clock clock;
  private final Settings settings;
  private final Sessions sessions;
  private final Set<String> startUrls;
  private final Consumer<String> secrets;
  private final Map<String, Client> clients = new ConcurrentHashMap<>();
  private final Map<String, DeviceAuthorization> devices = new ConcurrentHashMap<>();
  private final AuthorizationCodes codes;

  Oidc(
      Clock clock,
      Settings settings,
      Sessions sessions,
      Set<String> startUrls,
      Consumer<String> secrets) {
    this.clock = clock;
    this.settings = settings;
    this.sessions = sessions;
    this.startUrls = startUrls;
    this.secrets = secrets;
    this.codes = new AuthorizationCodes(clock, settings, secrets);
  }

  /** The client with this id. Does not check its secret. */
  Optional<Client> client(String id) {
    return Optional.ofNullable(clients.get(id));
  }

  AuthorizationCodes codes() {
    return codes;
  }

  Optional<DeviceAuthorization> device(String userCode) {
    return devices.values().stream().filter(one -> one.userCode.equals(userCode)).findFirst();
  }

  Response register(Request request) {
    Body body =
        Body.of(
            request,
            Set.of(
                "clientName", "clientType", "scopes", "redirectUris", "grantTypes", "issuerUrl"));
    body.required("clientName");
    if (!body.required("clientType").equals("public")) {
      throw OidcError.of("invalid_client_metadata", "Only public clients are supported");
    }
    List<String> grants = body.list("grantTypes");
    if (!GRANTS.containsAll(grants)) {
      throw OidcError.of("unsupported_grant_type", "Unsupported grant type");
    }
    List<String> scopes = body.list("scopes");
    if (!scopes.stream().allMatch(scope -> scope.matches("\\w+:\\w+(:\\w+)*"))) {
      throw OidcError.of("invalid_scope", "Invalid scope requested");
    }
    List<String> uris = body.list("redirectUris");
    if (!uris.stream().allMatch(uri -> uri.matches("http://127\\.0\\.0\\.1/\\S*"))) {
      throw OidcError.of("invalid_redirect_uri", "Redirect URI is not a loopback address");
    }
    if (grants.contains(AUTHORIZATION_CODE)) {
      requireIssuer(body.required("issuerUrl"));
      if (uris.isEmpty()) {
        throw OidcError.of("invalid_redirect_uri", "Missing redirectUris");
      }
    }
    Instant now = clock.instant();
    Client client =
        new Client(
            Sessions.random("", 16),
            Sessions.random("eyJraWQiOiJrZXkt", 90),
            now.plus(settings.registration),
            grants,
            uris,
            scopes);
    clients.put(client.id(), client);
    secrets.accept(client.secret());
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("clientId", client.id());
    answer.put("clientSecret", client.secret());
    answer.put("clientIdIssuedAt", now.getEpochSecond());
    answer.put("clientSecretExpiresAt", client.expires().getEpochSecond());
    return ok(answer);
  }

  Response startDeviceAuthorization(Request request, URI server) {
    Body body = Body.of(request, Set.of("clientId", "clientSecret", "startUrl"));
    Client client = client(body);
    if (!client.mayUse(DEVICE_CODE)) {
      throw OidcError.of("unauthorized_client", "Client may not use the device code grant");
    }
    requireIssuer(body.required("startUrl"));
    Instant now = clock.instant();
    String code = Sessions.random("", 40);
    String letters = Sessions.random("", 60).replaceAll("[^A-Z]", "") + "QRSTVWXZ";
    String userCode = letters.substring(0, 4) + "-" + letters.substring(4, 8);
    secrets.accept(code);
    devices.put(
        code,
        new DeviceAuthorization(
            client, userCode, now.plus(settings.deviceCode), settings.interval, now));
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("deviceCode", code);
    answer.put("userCode", userCode);
    answer.put("verificationUri", server + "/device");
    answer.put("verificationUriComplete", server + "/device?user_code=" + userCode);
    answer.put("expiresIn", settings.deviceCode.toSeconds());
    answer.put("interval", settings.interval.toSeconds());
    return ok(answer);
  }

  Response createToken(Request request) {
    Body body =
        Body.of(
            request,
            Set.of(
                "clientId",
                "clientSecret",
                "grantType",
                "deviceCode",
                "code",
                "refreshToken",
                "redirectUri",
                "codeVerifier"));
    String grant = body.required("grantType");
    if (!GRANTS.contains(grant)) {
      throw OidcError.of("unsupported_grant_type", "Unsupported grant type");
    }
    Client client = client(body);
    if (!client.mayUse(grant)) {
      throw OidcError.of("unauthorized_client", "Client may not use this grant");
    }
    Duration ofToken = settings.token;
    if (grant.equals(REFRESH_TOKEN)) {
      return ok(sessions.renew(client, body.required("refreshToken"), ofToken));
    }
    if (grant.equals(AUTHORIZATION_CODE)) {
      codes.redeem(
          client,
          body.required("code"),
          body.required("redirectUri"),
          body.required("codeVerifier"));
    } else {
      DeviceAuthorization device = devices.get(body.required("deviceCode"));
      if (device == null || !device.client.id().equals(client.id())) {
        throw OidcError.of("invalid_grant", "Invalid device code provided");
      }
      device.redeem(clock.instant());
    }
    return ok(sessions.begin(client, settings.session, ofToken));
  }

  private Client client(Body body) {
    Client client = clients.get(body.required("clientId"));
    if (client == null || !client.secret().equals(body.required("clientSecret"))) {
      throw OidcError.invalidClient("Invalid client provided");
    }
    if (!clock.instant().isBefore(client.expires())) {
      throw OidcError.invalidClient("The client secret has expired");
    }
    return client;
  }

  private void requireIssuer(String startUrl) {
    if (!startUrls.contains(startUrl.replaceFirst("[/#]+$", ""))) {
      throw OidcError.of("invalid_request", "Invalid start url provided");
    }
  }

  private static Response ok(Map<String, Object> answer) {
    return Response.json(200, JsonMapper.shared().writeValueAsString(answer));
  }
}
