package io.github.rolecall.policy.report;

import io.github.rolecall.json.JsonValue;
import io.github.rolecall.model.Claims;
import io.github.rolecall.model.IsoTime;
import io.github.rolecall.policy.Request;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the report says about the token.
 *
 * @param claims the claims of condition keys, and the others if they are to be shown; a user who
 *     can read the file can read these
 * @param facts issuer, audience, subject, expiry
 * @param offered the claims that AWS offers to trust policies, by their condition keys
 * @param others the other claims, if they are to be shown
 */
public record Token(JsonValue claims, List<Entry> facts, List<Entry> offered, List<Entry> others) {
  /** Claims that the first lines of the report contain. */
  private static final List<String> FIRST =
      List.of("iss", "sub", "aud", "azp", "exp", "iat", "nbf", "jti");

  /** Claims that AWS reads in addition to condition keys. */
  private static final String OF_AWS = "https://aws.amazon.com/";

  static Token of(Request request, boolean allClaims) {
    return new Token(
        claims(request, allClaims),
        facts(request.claims()),
        entries(request, true),
        allClaims ? entries(request, false) : List.of());
  }

  private static JsonValue claims(Request request, boolean allClaims) {
    var shown = new LinkedHashMap<>(request.claims().all().members());
    if (!allClaims) {
      shown
          .keySet()
          .removeIf(
              name ->
                  !FIRST.contains(name) && !name.startsWith(OF_AWS) && !isOffered(request, name));
    }
    return JsonValue.object(shown);
  }

  private static boolean isOffered(Request request, String claim) {
    return request.offers(claim);
  }

  private static List<Entry> facts(Claims claims) {
    var facts = new ArrayList<Entry>();
    facts.add(new Entry("issuer", claims.issuer()));
    facts.add(new Entry("audience", String.join(", ", claims.audiences())));
    claims.authorizedParty().ifPresent(azp -> facts.add(new Entry("authorized party", azp)));
    facts.add(new Entry("subject", claims.subject()));
    facts.add(new Entry("expires", claims.expires().map(IsoTime::write).orElse("unknown")));
    return facts;
  }

  private static List<Entry> entries(Request request, boolean offered) {
    var entries = new ArrayList<Entry>();
    for (Map.Entry<String, JsonValue> claim : request.claims().all().members().entrySet()) {
      String name = claim.getKey();
      if (!FIRST.contains(name) && isOffered(request, name) == offered) {
        JsonValue value = claim.getValue();
        entries.add(
            new Entry(
                offered ? request.keyOf(name) : name,
                value.isString() ? value.text() : value.toString()));
      }
    }
    return entries;
  }
}
