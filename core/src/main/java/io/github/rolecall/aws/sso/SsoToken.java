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
 * The access token of a sign-in, in the format that the AWS CLI caches.
 *
 * @param client the client that may renew it; empty in files of older tools
 * @param refreshToken empty when the client was registered without scopes
 */
public record SsoToken(
    Secret accessToken,
    Instant expiresAt,
    Optional<ClientRegistration> client,
    Optional<Secret> refreshToken) {

  /** Botocore renews a token that expires within this time. */
  private static final Duration WINDOW = Duration.ofMinutes(15);

  /** Reads a token from a file; empty when the file contains none. */
  static Optional<SsoToken> of(JsonValue json) {
    JsonValue access = json.path("accessToken");
    return Timestamps.instant(json.path("expiresAt").text())
        .filter(end -> access.isString())
        .map(
            end ->
                new SsoToken(
                    new Secret(access.text()), end, client(json), secret(json, "refreshToken")));
  }

  private static Optional<ClientRegistration> client(JsonValue json) {
    Optional<Secret> secret = secret(json, "clientSecret");
    Optional<Instant> end = Timestamps.instant(json.path("registrationExpiresAt").text());
    return json.path("clientId").isString() && secret.isPresent() && end.isPresent()
        ? Optional.of(
            new ClientRegistration(
                json.path("clientId").text(), secret.get(), end.get(), List.of(), List.of()))
        : Optional.empty();
  }

  private static Optional<Secret> secret(JsonValue json, String name) {
    return Optional.of(json.path(name)).filter(JsonValue::isString).map(v -> new Secret(v.text()));
  }

  boolean hasEnded(Instant now) {
    return !expiresAt.isAfter(now);
  }

  boolean endsSoon(Instant now) {
    return Duration.between(now, expiresAt).compareTo(WINDOW) < 0;
  }

  /** Returns whether a renewal is possible. */
  boolean isRenewable(Instant now) {
    return refreshToken.isPresent() && client.filter(c -> c.expiresAt().isAfter(now)).isPresent();
  }

  /** Returns the text of the file, as the AWS CLI writes it. */
  String file(SsoSession session) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("startUrl", session.startUrl());
    json.put("region", session.region());
    json.put("accessToken", accessToken.reveal());
    json.put("expiresAt", Timestamps.seconds(expiresAt));
    client.ifPresent(
        one -> {
          json.put("clientId", one.clientId());
          json.put("clientSecret", one.clientSecret().reveal());
          json.put("registrationExpiresAt", Timestamps.seconds(one.expiresAt()));
        });
    refreshToken.ifPresent(token -> json.put("refreshToken", token.reveal()));
    return PythonJson.of(json);
  }
}
