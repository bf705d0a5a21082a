package io.github.rolecall.testkit.oidc;

import io.github.rolecall.testkit.http.HttpGet;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A client that fetches the public keys of issuers over HTTP: first the discovery document, then
 * its key set (OpenID Connect Discovery 1.0, 4). It caches nothing, so that the faults for each
 * call apply. AWS caches these documents.
 */
public final class SigningKeys {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String DISCOVERY = "/.well-known/openid-configuration";

  private final HttpGet http;
  private final Function<String, URI> locations;

  /**
   * @param http fetches the documents
   * @param locations returns the base URL of the documents for the URL of an issuer, without a
   *     trailing slash
   */
  public SigningKeys(HttpGet http, Function<String, URI> locations) {
    this.http = http;
    this.locations = locations;
  }

  /**
   * The key with this id; empty if the key set of the issuer does not contain it.
   *
   * @throws IOException when a document is unavailable or invalid
   */
  public Optional<PublicKey> find(String issuer, String keyId) throws IOException {
    try {
      JsonNode discovery =
          JSON.readTree(http.fetch(URI.create(locations.apply(issuer) + DISCOVERY)));
      if (!discovery.path("issuer").asString("").equals(issuer)) {
        throw new IOException("the discovery document is for another issuer");
      }
      JsonNode keys = JSON.readTree(http.fetch(URI.create(discovery.path("jwks_uri").asString())));
      Optional<JsonNode> key =
          keys.path("keys")
              .valueStream()
              .filter(jwk -> jwk.path("kid").asString("").equals(keyId))
              .findFirst();
      return key.isEmpty() ? Optional.empty() : Optional.of(rsa(key.get()));
    } catch (JacksonException | GeneralSecurityException | IllegalArgumentException e) {
      throw new IOException("unusable key document", e);
    }
  }

  private static PublicKey rsa(JsonNode jwk) throws GeneralSecurityException {
    return KeyFactory.getInstance("RSA")
        .generatePublic(new RSAPublicKeySpec(unsigned(jwk, "n"), unsigned(jwk, "e")));
  }

  private static BigInteger unsigned(JsonNode jwk, String field) {
    return new BigInteger(1, Base64.getUrlDecoder().decode(jwk.path(field).asString()));
  }
}
