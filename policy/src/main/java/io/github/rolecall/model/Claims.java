package io.github.rolecall.model;

import io.github.rolecall.json.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

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
    JsonValue all) {
  private static final double FIRST = Instant.parse("0000-01-01T00:00:00Z").getEpochSecond();
  private static final double LAST = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

  /** The claims that stand in a JSON object, as a token has them. */
  public static Claims of(JsonValue claims) {
    JsonValue audience = claims.path("aud");
    List<String> audiences =
        audience.isArray()
            ? audience.items().stream().filter(JsonValue::isScalar).map(JsonValue::text).toList()
            : text(audience).stream().toList();
    return new Claims(
        text(claims.path("iss")).orElse("(none)"),
        text(claims.path("sub")).orElse("(none)"),
        audiences,
        text(claims.path("azp")),
        seconds(claims.path("exp")),
        claims);
  }

  /**
   * A claim that is a time, in seconds since 1970, whole or not, of any size. What is beyond the
   * years that people write is the last or the first of those.
   *
   * @return empty when the claim is no number
   */
  public Optional<Instant> time(String claim) {
    return seconds(all.path(claim));
  }

  private static Optional<Instant> seconds(JsonValue value) {
    if (!value.isNumber()) {
      return Optional.empty();
    }
    double seconds = Double.parseDouble(value.text());
    double within = Math.max(FIRST, Math.min(LAST, seconds));
    return Optional.of(Instant.ofEpochSecond((long) within));
  }

  /** The value that AWS compares with the client ids of the provider; empty for several. */
  public Optional<String> audience() {
    return authorizedParty.or(
        () -> audiences.size() == 1 ? Optional.of(audiences.get(0)) : Optional.empty());
  }

  /** The claim as text; empty for an absent one and for lists and objects. */
  public Optional<String> claim(String name) {
    JsonValue claim = all.path(name);
    return claim.isString() || claim.isNumber() || claim.isBoolean()
        ? Optional.of(claim.text())
        : Optional.empty();
  }

  /** The file of another repository that defines a job of GitHub. */
  public Optional<String> reusableWorkflow() {
    String caller = claim("repository").orElse("");
    return claim("job_workflow_ref")
        .filter(called -> !caller.isEmpty() && !called.isEmpty())
        .filter(called -> !called.startsWith(caller + "/"));
  }

  private static Optional<String> text(JsonValue claim) {
    return claim.isString() ? Optional.of(claim.text()) : Optional.empty();
  }
}
