package io.github.rolecall;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What a web identity token says, read but not verified: AWS verifies, we explain.
 *
 * @param authorizedParty claim {@code azp}; with it, several audiences are allowed
 * @see <a href="https://openid.net/specs/openid-connect-core-1_0.html#IDToken">OpenID Connect, ID
 *     Token</a>
 */
public record Claims(
    String issuer,
    String subject,
    List<String> audiences,
    Optional<String> authorizedParty,
    Optional<Instant> expires) {

  /** The claims of a signed token; empty when the text is not one. */
  static Optional<Claims> of(String token) {
    String[] parts = token.split("\\.", -1);
    if (parts.length != 3) {
      return Optional.empty();
    }
    try {
      byte[] payload = Base64.getUrlDecoder().decode(parts[1]);
      return Json.object(new String(payload, StandardCharsets.UTF_8)).map(Claims::of);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Claims of(JsonNode claims) {
    JsonNode audience = claims.path("aud");
    List<String> audiences =
        audience.isArray()
            ? audience.valueStream().map(JsonNode::asString).toList()
            : text(audience).stream().toList();
    JsonNode expires = claims.path("exp");
    return new Claims(
        text(claims.path("iss")).orElse("(none)"),
        text(claims.path("sub")).orElse("(none)"),
        audiences,
        text(claims.path("azp")),
        expires.isIntegralNumber()
            ? Optional.of(Instant.ofEpochSecond(expires.asLong()))
            : Optional.empty());
  }

  private static Optional<String> text(JsonNode claim) {
    return claim.isString() ? Optional.of(claim.stringValue()) : Optional.empty();
  }
}
