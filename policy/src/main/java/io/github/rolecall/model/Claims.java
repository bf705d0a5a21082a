package io.github.rolecall.model;

import io.github.rolecall.json.JsonValue;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The claims of a web identity token. They are read but not verified: only AWS verifies tokens.
 *
 * @param all every claim of the token
 * @see <a href="https://openid.net/specs/openid-connect-core-1_0.html#IDToken">OpenID Connect, ID
 *     Token</a>
 */
public record Claims(JsonValue all) {
  /** The years 0 to 9999, in seconds since 1970. */
  private static final BigDecimal FIRST = BigDecimal.valueOf(-62_167_219_200L);

  private static final BigDecimal LAST = BigDecimal.valueOf(253_402_300_799L);

  public String issuer() {
    return text("iss").orElse("(none)");
  }

  public String subject() {
    return text("sub").orElse("(none)");
  }

  public List<String> audiences() {
    JsonValue audience = all.path("aud");
    return audience.isArray()
        ? audience.items().stream().filter(JsonValue::isScalar).map(JsonValue::text).toList()
        : text("aud").stream().toList();
  }

  /** Claim {@code azp}; with it, several audiences are allowed. */
  public Optional<String> authorizedParty() {
    return text("azp");
  }

  public Optional<Instant> expires() {
    return time("exp");
  }

  /**
   * A claim that is a time, in seconds since 1970, as an integer or a fraction. A number that is
   * out of range becomes the first or the last possible time.
   *
   * @return empty when the claim is not a number
   */
  public Optional<Instant> time(String claim) {
    return Optional.of(all.path(claim))
        .filter(JsonValue::isNumber)
        .map(number -> new BigDecimal(number.text()).min(LAST).max(FIRST))
        .map(seconds -> Instant.ofEpochSecond(seconds.longValue()));
  }

  /**
   * The value that AWS compares with the client ids of the provider; empty if the token has
   * several.
   */
  public Optional<String> audience() {
    List<String> audiences = audiences();
    return authorizedParty()
        .or(() -> audiences.stream().findFirst().filter(only -> audiences.size() == 1));
  }

  /** The claim as text; empty for an absent one and for lists and objects. */
  public Optional<String> claim(String name) {
    return Optional.of(all.path(name))
        .filter(claim -> claim.isScalar() && !claim.isNull())
        .map(JsonValue::text);
  }

  /** The file in another repository that defines a GitHub job. */
  public Optional<String> reusableWorkflow() {
    String caller = claim("repository").orElse("");
    return claim("job_workflow_ref")
        .filter(called -> !caller.isEmpty() && !called.isEmpty())
        .filter(called -> !called.startsWith(caller + "/"));
  }

  private Optional<String> text(String name) {
    return Optional.of(all.path(name)).filter(JsonValue::isString).map(JsonValue::text);
  }
}
