package io.github.rolecall.aws.sso;

import io.github.rolecall.json.JsonValue;
import io.github.rolecall.model.Secret;
import io.github.rolecall.text.Timestamps;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A client registered with IAM Identity Center, in the format that the AWS CLI caches.
 *
 * @param scopes the requested scopes
 * @param grantTypes empty for a client of the device code flow
 */
record ClientRegistration(
    String clientId,
    Secret clientSecret,
    Instant expiresAt,
    List<String> scopes,
    List<String> grantTypes) {

  /** The AWS CLI registers a new client if the old one expires within this time. */
  private static final Duration WINDOW = Duration.ofMinutes(15);

  /** Reads a client from a file; empty when the file contains none. */
  static Optional<ClientRegistration> of(JsonValue json) {
    JsonValue id = json.path("clientId");
    JsonValue secret = json.path("clientSecret");
    return Timestamps.instant(json.path("expiresAt").text())
        .filter(end -> id.isString() && secret.isString())
        .map(
            end ->
                new ClientRegistration(
                    id.text(),
                    new Secret(secret.text()),
                    end,
                    texts(json.path("scopes")),
                    texts(json.path("grantTypes"))));
  }

  private static List<String> texts(JsonValue list) {
    return list.items().stream().filter(JsonValue::isString).map(JsonValue::text).toList();
  }

  /** Returns whether the client supports this kind of sign-in and is valid long enough. */
  boolean serves(boolean browser, Instant now) {
    return grantTypes.contains(SsoOidc.AUTHORIZATION_CODE) == browser
        && Duration.between(now, expiresAt).compareTo(WINDOW) >= 0;
  }

  /** Returns the text of the file, as the AWS CLI writes it. */
  String file() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("clientId", clientId);
    json.put("clientSecret", clientSecret.reveal());
    json.put("expiresAt", Timestamps.seconds(expiresAt));
    if (!scopes.isEmpty()) {
      json.put("scopes", scopes);
    }
    if (!grantTypes.isEmpty()) {
      json.put("grantTypes", grantTypes);
    }
    return PythonJson.of(json);
  }
}
