package io.github.rolecall.testkit.oidc;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A parsed JSON Web Token whose signature is not yet verified. */
public final class Jwt {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Base64.Decoder BASE64 = Base64.getUrlDecoder();

  private final String signed;
  private final JsonNode header;
  private final JsonNode claims;
  private final byte[] signature;

  private Jwt(String signed, JsonNode header, JsonNode claims, byte[] signature) {
    this.signed = signed;
    this.header = header;
    this.claims = claims;
    this.signature = signature;
  }

  /**
   * Parses a compact token. Empty unless it has three parts in unpadded base64url, the first two
   * are JSON, the claims are an object, and {@code alg} is RS256.
   */
  public static Optional<Jwt> parse(String token) {
    List<String> parts = List.of(token.split("\\.", -1));
    if (parts.size() != 3 || token.contains("=")) {
      return Optional.empty();
    }
    try {
      Jwt jwt =
          new Jwt(
              parts.get(0) + "." + parts.get(1),
              JSON.readTree(BASE64.decode(parts.get(0))),
              JSON.readTree(BASE64.decode(parts.get(1))),
              BASE64.decode(parts.get(2)));
      return Optional.of(jwt).filter(Jwt::isWellFormed);
    } catch (IllegalArgumentException | JacksonException e) {
      return Optional.empty();
    }
  }

  private boolean isWellFormed() {
    return header.path("alg").asString("").equals("RS256") && claims.isObject();
  }

  /** The id of the key that signed the token. */
  public Optional<String> keyId() {
    return header.path("kid").stringValueOpt();
  }

  /** Whether this key verifies the signature. */
  public boolean isSignedBy(PublicKey key) {
    try {
      Signature verifier = Signature.getInstance("SHA256withRSA");
      verifier.initVerify(key);
      verifier.update(signed.getBytes(StandardCharsets.US_ASCII));
      return verifier.verify(signature);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  /** A claim that is a string. */
  public Optional<String> text(String claim) {
    return claims.path(claim).stringValueOpt();
  }

  /** A claim that is an integer. STS requires times without a fraction. */
  public Optional<Long> number(String claim) {
    JsonNode value = claims.path(claim);
    return value.isIntegralNumber() ? Optional.of(value.longValue()) : Optional.empty();
  }

  /**
   * The values of a claim as strings: one for a string, number or boolean, several for an array.
   */
  public List<String> values(String claim) {
    JsonNode value = claims.path(claim);
    Stream<JsonNode> nodes = value.isArray() ? value.valueStream() : Stream.of(value);
    return nodes
        .filter(JsonNode::isValueNode)
        .filter(node -> !node.isNull())
        .map(JsonNode::asString)
        .toList();
  }

  /** A claim as JSON; a missing node if it is absent. */
  public JsonNode claim(String name) {
    return claims.path(name);
  }

  /** The names of all claims. */
  public Collection<String> claimNames() {
    return claims.propertyNames();
  }

  /** Whether the token has this claim. */
  public boolean has(String claim) {
    return claims.hasNonNull(claim);
  }
}
