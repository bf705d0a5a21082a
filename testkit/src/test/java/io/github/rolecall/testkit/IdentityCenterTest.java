package io.github.rolecall.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.testkit.sso.IdentityCenter;
import io.github.rolecall.testkit.tls.TestAuthority;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tests of SSO OIDC, its pages and the access portal, which must be as strict as AWS. */
class IdentityCenterTest {
  private static final HttpClient HTTP =
      HttpClient.newBuilder().sslContext(TestAuthority.ofThisProcess().client()).build();
  private static final String VERIFIER = "v-0123456789_0123456789.0123456789~0123456789";
  private static final String REDIRECT = "http://127.0.0.1:4711/oauth/callback";

  private final TestClock clock = new TestClock();
  private final FakeAws aws = FakeAws.builder().clock(clock).start();

  /** A response. */
  private record Answer(int status, String body, Optional<String> location) {
    JsonNode json() {
      return JsonMapper.shared().readTree(body);
    }

    String text(String name) {
      return json().path(name).stringValue();
    }

    /** {@code 200}, or {@code 400 slow_down}. */
    String summary() {
      return status == 200 ? "200" : status + " " + json().path("error").asString("");
    }
  }

  @AfterEach
  void stop() {
    aws.close();
  }

  @Test
  void aDeviceWaitsForItsUser() {
    aws.identityCenter().interval(Duration.ofSeconds(5));
    Answer client = register(Map.of());
    Answer device = device(client, IdentityCenter.START_URL);
    assertEquals(5, device.json().path("interval").asInt());
    assertEquals(600, device.json().path("expiresIn").asInt());
    assertTrue(device.text("userCode").matches("[A-Z]{4}-[A-Z]{4}"), device.body());

    assertEquals("400 authorization_pending", poll(client, device).summary());
    assertEquals("400 authorization_pending", poll(client, device).summary());
    assertEquals("400 slow_down", poll(client, device).summary());
    clock.advance(Duration.ofSeconds(5));
    assertEquals("400 slow_down", poll(client, device).summary());
    clock.advance(Duration.ofSeconds(15));
    assertEquals("400 authorization_pending", poll(client, device).summary());

    assertEquals(200, get(URI.create(device.text("verificationUriComplete"))).status());
    clock.advance(Duration.ofSeconds(15));
    Answer token = poll(client, device);
    assertEquals("200", token.summary());
    assertEquals(3600, token.json().path("expiresIn").asInt());
    assertFalse(token.json().has("refreshToken"), "a client without scopes gets no refresh token");
    clock.advance(Duration.ofSeconds(15));
    assertEquals("400 invalid_grant", poll(client, device).summary());
  }

  @Test
  void aDeviceIsDeniedOrForgotten() {
    Answer client = register(Map.of());
    Answer denied = device(client, IdentityCenter.START_URL);
    aws.identityCenter().denies(true);
    get(URI.create(denied.text("verificationUriComplete")));
    assertEquals("400 access_denied", poll(client, denied).summary());

    Answer late = device(client, IdentityCenter.START_URL);
    clock.advance(Duration.ofMinutes(10));
    assertEquals("400 expired_token", poll(client, late).summary());

    Answer other = register(Map.of());
    assertEquals(
        "400 invalid_grant",
        poll(other, device(client, IdentityCenter.START_URL)).summary(),
        "the code of another client");
    assertEquals(
        "400 invalid_request", device(client, "https://other.awsapps.com/start").summary());
  }

  @Test
  void aCodeIsForWhoHasTheVerifier() {
    Answer client = authorizationClient();
    assertEquals("200", code(client, authorized(client), REDIRECT, VERIFIER).summary());

    String code = authorized(client);
    assertEquals(
        "400 invalid_grant",
        code(client, code, REDIRECT, VERIFIER.replace('v', 'w')).summary(),
        "wrong code verifier");
    assertEquals(
        "400 invalid_grant", code(client, code, REDIRECT, VERIFIER).summary(), "used already");
    assertEquals(
        "400 invalid_grant",
        code(client, authorized(client), REDIRECT.replace("4711", "4712"), VERIFIER).summary());
    assertEquals(
        "400 invalid_grant",
        code(authorizationClient(), authorized(client), REDIRECT, VERIFIER).summary());
    String late = authorized(client);
    clock.advance(Duration.ofSeconds(60));
    assertEquals("400 invalid_grant", code(client, late, REDIRECT, VERIFIER).summary());
  }

  @Test
  void thePageRedirectsOnlyToTheClient() {
    Answer client = authorizationClient();
    Map<String, String> query = query(client);
    assertTrue(authorize(query).location().orElseThrow().startsWith(REDIRECT + "?"));
    assertEquals(400, authorize(with(query, "client_id", "other")).status());
    assertEquals(400, authorize(with(query, "redirect_uri", "http://127.0.0.1:1/other")).status());
    assertEquals(
        400, authorize(with(query, "redirect_uri", "http://localhost:1/oauth/callback")).status());
    for (Map<String, String> wrong :
        List.of(
            with(query, "code_challenge_method", "plain"),
            with(query, "code_challenge", "short"),
            with(query, "response_type", "token"),
            with(query, "state", ""))) {
      assertTrue(
          authorize(wrong).location().orElseThrow().contains("error=invalid_request"),
          wrong.toString());
    }
    assertTrue(
        authorize(with(query, "scopes", "sso:other:scope"))
            .location()
            .orElseThrow()
            .contains("error=invalid_scope"));
    aws.identityCenter().denies(true);
    String denied = authorize(query).location().orElseThrow();
    assertTrue(denied.contains("error=access_denied") && denied.contains("state=s1"), denied);
  }

  @Test
  void aRefreshTokenIsGoodOnceAndForTheSession() {
    aws.identityCenter().session(Duration.ofMinutes(90));
    Answer client = authorizationClient();
    Answer first = code(client, authorized(client), REDIRECT, VERIFIER);
    clock.advance(Duration.ofMinutes(50));
    Answer second = refresh(client, first.text("refreshToken"));
    assertEquals("200", second.summary());
    assertEquals(2400, second.json().path("expiresIn").asInt(), "the session ends first");
    assertEquals("400 invalid_grant", refresh(client, first.text("refreshToken")).summary());
    assertEquals(
        "400 invalid_grant", refresh(authorizationClient(), second.text("refreshToken")).summary());
    clock.advance(Duration.ofMinutes(41));
    assertEquals("400 invalid_grant", refresh(client, second.text("refreshToken")).summary());
  }

  @Test
  void clientsEnd() {
    aws.identityCenter().registration(Duration.ofHours(1));
    Answer client = authorizationClient();
    assertEquals(
        clock.instant().getEpochSecond() + 3600,
        client.json().path("clientSecretExpiresAt").asLong());
    clock.advance(Duration.ofHours(1));
    assertEquals("401 invalid_client", device(client, IdentityCenter.START_URL).summary());
    assertEquals("401 invalid_client", refresh(client, "x").summary());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"clientName\": \"c\"}|400 invalid_request",
        "{\"clientName\": \"c\", \"clientType\": \"confidential\"}|400 invalid_client_metadata",
        "{\"clientName\": \"c\", \"clientType\": \"public\", \"scopes\": [\"all\"]}|400 invalid_scope",
        "{\"clientName\": \"c\", \"clientType\": \"public\", \"grantTypes\": [\"password\"]}|400 unsupported_grant_type",
        "{\"clientName\": \"c\", \"clientType\": \"public\", \"redirectUris\": [\"https://evil.example/\"]}|400 invalid_redirect_uri",
        "{\"clientName\": \"c\", \"clientType\": \"public\", \"grantTypes\": [\"authorization_code\"]}|400 invalid_request",
        "{\"clientName\": \"c\", \"clientType\": \"public\", \"other\": \"x\"}|400 invalid_request",
        "[]|400 invalid_request",
        "no JSON|400 invalid_request"
      })
  void refusesRegistrations(String body, String expected) {
    assertEquals(expected, post("/client/register", body).summary());
  }

  @Test
  void everyClientIsAskedForItsSecret() {
    Answer client = register(Map.of());
    String wrong =
        json(
            Map.of(
                "clientId",
                client.text("clientId"),
                "clientSecret",
                "wrong",
                "startUrl",
                IdentityCenter.START_URL));
    assertEquals("401 invalid_client", post("/device_authorization", wrong).summary());
    assertEquals(
        "400 unauthorized_client",
        device(authorizationClient(), IdentityCenter.START_URL).summary(),
        "registered for the authorization code only");
    assertEquals("400 unauthorized_client", code(client, "x", REDIRECT, VERIFIER).summary());
  }

  @Test
  void thePortalGivesAccountsAndRolesInPages() {
    String token = signedIn();
    Answer first = portal("GET", "/assignment/accounts", token);
    assertEquals(2, first.json().path("accountList").size());
    String next = first.text("nextToken");
    Answer second = portal("GET", "/assignment/accounts?next_token=" + encoded(next), token);
    assertEquals(1, second.json().path("accountList").size());
    assertFalse(second.json().has("nextToken"));
    assertEquals(400, portal("GET", "/assignment/accounts?next_token=other", token).status());
    assertEquals(
        1,
        portal("GET", "/assignment/accounts?max_result=1", token)
            .json()
            .path("accountList")
            .size());

    Answer roles = portal("GET", "/assignment/roles?account_id=111122223333", token);
    assertEquals("Admin", roles.json().path("roleList").path(0).path("roleName").stringValue());
    assertEquals(403, portal("GET", "/assignment/roles?account_id=999999999999", token).status());
    assertEquals(400, portal("GET", "/assignment/roles", token).status());
  }

  @Test
  void thePortalGivesCredentialsThatStsKnows() {
    String token = signedIn();
    String path = "/federation/credentials?account_id=111122223333&role_name=";
    JsonNode credentials = portal("GET", path + "Deploy", token).json().path("roleCredentials");
    assertTrue(
        Instant.ofEpochMilli(credentials.path("expiration").asLong()).isAfter(clock.instant()));
    var signer =
        new SigV4(
            credentials.path("accessKeyId").stringValue(),
            credentials.path("secretAccessKey").stringValue(),
            Optional.of(credentials.path("sessionToken").stringValue()),
            "eu-central-1",
            "sts");
    String body = "Action=GetCallerIdentity&Version=2011-06-15";
    Map<String, String> headers =
        signer.sign(
            "POST",
            aws.url().resolve("/"),
            Map.of("content-type", "application/x-www-form-urlencoded"),
            body,
            clock.instant());
    var request = HttpRequest.newBuilder(aws.url().resolve("/"));
    headers.forEach(
        (name, value) -> {
          if (!name.equalsIgnoreCase("host")) {
            request.header(name, value);
          }
        });
    String identity = send(request.POST(HttpRequest.BodyPublishers.ofString(body))).body();
    assertTrue(identity.contains("AWSReservedSSO_Deploy_0123456789abcdef/jane"), identity);
    assertEquals(403, portal("GET", path + "Other", token).status());
  }

  @Test
  void theTokenIsGoodUntilItEnds() {
    String token = signedIn();
    assertEquals(401, portal("GET", "/assignment/accounts", "other").status());
    assertEquals(200, portal("POST", "/logout", token).status());
    assertEquals(401, portal("GET", "/assignment/accounts", token).status());

    String late = signedIn();
    clock.advance(Duration.ofHours(1));
    assertEquals(401, portal("GET", "/assignment/accounts", late).status());

    String ended = signedIn();
    aws.identityCenter().endSessions();
    assertEquals(401, portal("GET", "/assignment/accounts", ended).status());
  }

  @Test
  void callsAreToldWithoutSecrets() {
    aws.fault("CreateToken", Fault.error(400, "slow_down", "Too fast"));
    Answer client = authorizationClient();
    Answer refused = code(client, authorized(client), REDIRECT, VERIFIER);
    assertEquals("400 slow_down", refused.summary());
    Call call = aws.calls("CreateToken").get(0);
    assertEquals(Optional.of("slow_down"), call.errorCode());
    assertEquals("<secret>", call.parameters().get("codeVerifier"));
    for (String secret : aws.secrets()) {
      assertFalse(aws.calls().toString().contains(secret));
    }
    assertTrue(aws.secrets().contains(client.text("clientSecret")));
  }

  private String signedIn() {
    Answer client = authorizationClient();
    return code(client, authorized(client), REDIRECT, VERIFIER).text("accessToken");
  }

  private Answer register(Map<String, ?> more) {
    Map<String, Object> body =
        new LinkedHashMap<>(Map.of("clientName", "c", "clientType", "public"));
    body.putAll(more);
    return post("/client/register", json(body));
  }

  private Answer authorizationClient() {
    return register(
        Map.of(
            "grantTypes",
            List.of("authorization_code", "refresh_token"),
            "redirectUris",
            List.of("http://127.0.0.1/oauth/callback"),
            "issuerUrl",
            IdentityCenter.START_URL,
            "scopes",
            List.of("sso:account:access")));
  }

  private Answer device(Answer client, String startUrl) {
    return post("/device_authorization", of(client, Map.of("startUrl", startUrl)));
  }

  private Answer poll(Answer client, Answer device) {
    return post(
        "/token",
        of(
            client,
            Map.of(
                "grantType",
                "urn:ietf:params:oauth:grant-type:device_code",
                "deviceCode",
                device.text("deviceCode"))));
  }

  private Answer code(Answer client, String code, String redirect, String verifier) {
    return post(
        "/token",
        of(
            client,
            Map.of(
                "grantType",
                "authorization_code",
                "code",
                code,
                "redirectUri",
                redirect,
                "codeVerifier",
                verifier)));
  }

  private Answer refresh(Answer client, String token) {
    return post("/token", of(client, Map.of("grantType", "refresh_token", "refreshToken", token)));
  }

  private static String of(Answer client, Map<String, String> more) {
    Map<String, Object> body = new LinkedHashMap<>(more);
    body.put("clientId", client.text("clientId"));
    body.put("clientSecret", client.text("clientSecret"));
    return json(body);
  }

  /** The authorization code in the redirect URL. */
  private String authorized(Answer client) {
    String location = authorize(query(client)).location().orElseThrow();
    return location.replaceFirst(".*[?&]code=([^&]+).*", "$1");
  }

  private static Map<String, String> query(Answer client) {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("response_type", "code");
    query.put("client_id", client.text("clientId"));
    query.put("redirect_uri", REDIRECT);
    query.put("state", "s1");
    query.put("code_challenge_method", "S256");
    query.put("scopes", "sso:account:access");
    query.put("code_challenge", challenge());
    return query;
  }

  private static Map<String, String> with(Map<String, String> query, String name, String value) {
    Map<String, String> changed = new LinkedHashMap<>(query);
    changed.put(name, value);
    return changed;
  }

  private static String challenge() {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private Answer authorize(Map<String, String> query) {
    StringBuilder text = new StringBuilder();
    query.forEach(
        (name, value) ->
            text.append(text.isEmpty() ? "?" : "&")
                .append(name)
                .append('=')
                .append(encoded(value)));
    return get(aws.url().resolve("/authorize" + text));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8);
  }

  private Answer portal(String method, String path, String token) {
    return send(
        HttpRequest.newBuilder(aws.url().resolve(path))
            .method(method, HttpRequest.BodyPublishers.noBody())
            .header("x-amz-sso_bearer_token", token));
  }

  private static Answer get(URI address) {
    return send(HttpRequest.newBuilder(address));
  }

  private Answer post(String path, String body) {
    return send(
        HttpRequest.newBuilder(aws.url().resolve(path))
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private static String json(Map<String, ?> body) {
    return JsonMapper.shared().writeValueAsString(body);
  }

  private static Answer send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> answer =
          HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return new Answer(
          answer.statusCode(), answer.body(), answer.headers().firstValue("location"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
