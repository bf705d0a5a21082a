package io.github.rolecall.testkit;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** An issuer of OIDC tokens, with its own RSA key. */
public final class Issuer {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
  private static final Duration LIFETIME = Duration.ofMinutes(5);

  private final String url;
  private final Clock clock;
  private final Consumer<String> secrets;

  /**
   * @param url the issuer's URL
   * @param clock the clock for the times in tokens
   * @param secrets receives every token that the issuer signs
   */
  Issuer(String url, Clock clock, Consumer<String> secrets) {
    this.url = url;
    this.clock = clock;
    this.secrets = secrets;
  }

  /** The issuer's URL, as in {@code iss}. */
  public String url() {
    return url;
  }

  /** The id of the signing key, as in {@code kid}. */
  public String keyId() {
    return key().id();
  }

  /**
   * Signs a token (RS256).
   *
   * @param claims the claims. {@code iss}, {@code iat}, {@code nbf}, {@code exp} (five minutes from
   *     now) and {@code jti} are added if they are missing. A claim whose value is null is omitted
   * @return the token in compact form
   */
  public String mint(Map<String, ? extends @Nullable Object> claims) {
    long now = clock.instant().getEpochSecond();
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    all.put("jti", UUID.randomUUID().toString());
    all.put("iss", url);
    all.put("nbf", now);
    all.put("iat", now);
    all.put("exp", now + LIFETIME.toSeconds());
    all.putAll(claims);
    all.values().removeIf(value -> value == null);
    String signed =
        part(Map.of("alg", "RS256", "typ", "JWT", "kid", keyId(), "x5t", keyId()))
            + "."
            + part(all);
    String token = signed + "." + BASE64.encodeToString(sign(signed));
    secrets.accept(token);
    return token;
  }

  /** The key set (RFC 7517) that verifies the tokens. */
  public String jwks() {
    return JSON.writeValueAsString(Map.of("keys", List.of(key().publicJwk())));
  }

  /** The discovery document, which contains the URL of the key set. */
  String discovery(String jwksUrl) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("issuer", url);
    document.put("jwks_uri", jwksUrl);
    document.put("subject_types_supported", List.of("public"));
    document.put("response_types_supported", List.of("id_token"));
    document.put("id_token_signing_alg_values_supported", List.of("RS256"));
    document.put("scopes_supported", List.of("openid"));
    return JSON.writeValueAsString(document);
  }

  /** The issuer's URL without its scheme, as in the ARN of an OIDC provider. */
  String name() {
    return url.substring(url.indexOf("://") + 3);
  }

  private IssuerKey key() {
    return IssuerKey.of(url);
  }

  private byte[] sign(String text) {
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(key().privateKey());
      signature.update(text.getBytes(StandardCharsets.US_ASCII));
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String part(Map<String, ? extends @Nullable Object> content) {
    return BASE64.encodeToString(JSON.writeValueAsString(content).getBytes(StandardCharsets.UTF_8));
  }
}
