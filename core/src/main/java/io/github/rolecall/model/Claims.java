package io.github.rolecall.model;

import io.github.rolecall.json.Json;
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
 * @param all every claim as the token has it
 * @see <a href="https://openid.net/specs/openid-connect-core-1_0.html#IDToken">OpenID Connect, ID
 *     Token</a>
 */
public record Claims(
    String issuer,
    String subject,
    List<String> audiences,
    Optional<String> authorizedParty,
    Optional<Instant> expires,
    JsonNode all) {

  /** The claims of a signed token; empty when the text is not one. */
  public static Optional<Claims> of(String token) {
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

  /** The claims that stand in a JSON object, as a token has them. */
  public static Claims of(JsonNode claims) {
    JsonNode audience = claims.path("aud");
    List<String> audiences =
        audience.isArray()
            ? audience.valueStream().filter(JsonNode::isValueNode).map(JsonNode::asString).toList()
            : text(audience).stream().toList();
    JsonNode expires = claims.path("exp");
    return new Claims(
        text(claims.path("iss")).orElse("(none)"),
        text(claims.path("sub")).orElse("(none)"),
        audiences,
        text(claims.path("azp")),
        Json.seconds(expires),
        claims);
  }

  /** The value that AWS compares with the client ids of the provider; empty for several. */
  public Optional<String> audience() {
    return authorizedParty.or(
        () -> audiences.size() == 1 ? Optional.of(audiences.get(0)) : Optional.empty());
  }

  /** The claim as text; empty for an absent one and for lists and objects. */
  public Optional<String> claim(String name) {
    JsonNode claim = all.path(name);
    return claim.isString() || claim.isNumber() || claim.isBoolean()
        ? Optional.of(claim.asString())
        : Optional.empty();
  }

  private static Optional<String> text(JsonNode claim) {
    return claim.isString() ? Optional.of(claim.stringValue()) : Optional.empty();
  }
}
