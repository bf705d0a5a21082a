package io.github.rolecall.aws.sso;

import io.github.rolecall.http.Http;
import io.github.rolecall.http.RetryAfter;
import io.github.rolecall.jackson.JsonReader;
import io.github.rolecall.json.JsonValue;
import io.github.rolecall.json.JsonWriter;
import io.github.rolecall.model.Secret;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.SsoProblem;
import io.github.rolecall.text.Secrets;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The three calls of SSO OIDC.
 *
 * @see <a href="https://docs.aws.amazon.com/singlesignon/latest/OIDCAPIReference/Welcome.html">IAM
 *     Identity Center OIDC API reference</a>
 */
final class SsoOidc {
  static final String AUTHORIZATION_CODE = "authorization_code";
  static final String REFRESH_TOKEN = "refresh_token";
  static final String DEVICE_CODE = "urn:ietf:params:oauth:grant-type:device_code";

  private static final String TOKEN = "sso-oidc:CreateToken";
  private static final String SERVICE = "SSO OIDC";

  /** Request fields that are secrets. */
  private static final Set<String> SENT =
      Set.of("clientSecret", "refreshToken", "deviceCode", "code", "codeVerifier");

  private final SsoCaller caller;
  private final SsoSession session;

  SsoOidc(SsoCaller caller, SsoSession session) {
    this.caller = caller;
    this.session = session;
  }

  /** Registers a client for the device code flow, as the AWS CLI does. */
  ClientRegistration registerDevice() {
    Map<String, Object> question = client();
    if (!session.scopes().isEmpty() && session.name().isPresent()) {
      question.put("scopes", session.scopes());
    }
    return register(question, session.name().isPresent() ? session.scopes() : List.of(), List.of());
  }

  /** Registers a client for the authorization code flow, as the AWS CLI does. */
  ClientRegistration registerBrowser(String redirectUri) {
    List<String> grants = List.of(AUTHORIZATION_CODE, REFRESH_TOKEN);
    Map<String, Object> question = client();
    question.put("grantTypes", grants);
    question.put("redirectUris", List.of(redirectUri));
    question.put("issuerUrl", session.startUrl());
    question.put("scopes", session.scopesOrStandard());
    return register(question, session.scopesOrStandard(), grants);
  }

  private Map<String, Object> client() {
    Map<String, Object> question = new LinkedHashMap<>();
    String name = session.name().orElseGet(() -> String.valueOf(caller.now().getEpochSecond()));
    question.put("clientName", "rolecall-" + name);
    question.put("clientType", "public");
    return question;
  }

  private ClientRegistration register(
      Map<String, Object> question, List<String> scopes, List<String> grants) {
    String operation = "sso-oidc:RegisterClient";
    JsonValue answer =
        caller.retried(
            operation,
            () -> ask(operation, "/client/register", question, "clientId", "clientSecret"));
    JsonValue end = answer.path("clientSecretExpiresAt");
    return new ClientRegistration(
        answer.path("clientId").text(),
        held(answer.path("clientSecret")),
        Instant.ofEpochSecond(end.wholeNumber().orElse(0)),
        scopes,
        grants);
  }

  /** Requests a device code and what to show to the user. */
  DeviceCode startDevice(ClientRegistration client) {
    String operation = "sso-oidc:StartDeviceAuthorization";
    Map<String, Object> question = credentials(client);
    question.put("startUrl", session.startUrl());
    JsonValue answer =
        caller.retried(
            operation,
            () ->
                ask(
                    operation,
                    "/device_authorization",
                    question,
                    "deviceCode",
                    "userCode",
                    "verificationUri"));
    return DeviceCode.of(answer, held(answer.path("deviceCode")));
  }

  /** Requests a token for a device code once. The caller waits between two requests. */
  SsoToken token(ClientRegistration client, DeviceCode device) {
    Map<String, Object> question = credentials(client);
    question.put("grantType", DEVICE_CODE);
    question.put("deviceCode", device.code().reveal());
    return caller.retried(TOKEN, () -> issued(question, client, Optional.empty()));
  }

  /** Requests a token for an authorization code, which is valid once. */
  SsoToken token(ClientRegistration client, Secret code, String redirectUri, Secret verifier) {
    Map<String, Object> question = credentials(client);
    question.put("grantType", AUTHORIZATION_CODE);
    question.put("redirectUri", redirectUri);
    question.put("codeVerifier", verifier.reveal());
    question.put("code", code.reveal());
    return caller.retriedUntilSent(TOKEN, () -> issued(question, client, Optional.empty()));
  }

  /** Renews a token. If the answer has no new refresh token, the old one stays. */
  SsoToken renewed(SsoToken token) {
    ClientRegistration client = token.client().orElseThrow();
    Map<String, Object> question = credentials(client);
    question.put("grantType", REFRESH_TOKEN);
    question.put("refreshToken", token.refreshToken().orElseThrow().reveal());
    return caller.retriedUntilSent(TOKEN, () -> issued(question, client, token.refreshToken()));
  }

  private SsoToken issued(
      Map<String, Object> question, ClientRegistration client, Optional<Secret> refresh) {
    JsonValue answer = ask(TOKEN, "/token", question, "accessToken");
    JsonValue seconds = answer.path("expiresIn");
    JsonValue next = answer.path("refreshToken");
    return new SsoToken(
        held(answer.path("accessToken")),
        caller.now().plusSeconds(seconds.wholeNumber().orElse(0)),
        Optional.of(client),
        next.isString() ? Optional.of(held(next)) : refresh);
  }

  private static Map<String, Object> credentials(ClientRegistration client) {
    Map<String, Object> question = new LinkedHashMap<>();
    question.put("clientId", client.clientId());
    question.put("clientSecret", client.clientSecret().reveal());
    return question;
  }

  /** Registers a secret, which no log line of this run may show. */
  private Secret held(JsonValue text) {
    caller.console().hold(text.text());
    return new Secret(text.text());
  }

  private JsonValue ask(
      String operation, String path, Map<String, Object> question, String... needed) {
    Secrets secrets = caller.host().secrets();
    SENT.stream()
        .filter(question::containsKey)
        .forEach(name -> secrets.learn(String.valueOf(question.get(name))));
    var request =
        new Http.Request(
                SERVICE,
                URI.create(session.oidc() + path),
                Map.of(
                    "Content-Type",
                    "application/json",
                    "Accept",
                    "application/json",
                    "User-Agent",
                    caller.network().userAgent().text()),
                caller.network())
            .posting(new Secret(JsonWriter.compact(question)));
    Http.Answer answer = caller.host().http().ask(request);
    Optional<JsonValue> json = JsonReader.object(answer.body());
    return json.filter(one -> answer.status() == 200)
        .filter(one -> List.of(needed).stream().allMatch(name -> one.path(name).isString()))
        .orElseThrow(() -> refused(operation, answer, json.orElse(JsonValue.MISSING)));
  }

  private CredentialsException refused(String operation, Http.Answer said, JsonValue json) {
    var refused =
        new SsoProblem.Refused(
            operation,
            said.status(),
            shown(json.path("error")),
            shown(json.path("error_description")));
    return new CredentialsException(refused).after(RetryAfter.of(said));
  }

  private String shown(JsonValue text) {
    return caller.host().secrets().shown(text.isString() ? text.text() : "");
  }
}
