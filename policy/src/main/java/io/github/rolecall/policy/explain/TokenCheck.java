package io.github.rolecall.policy.explain;

import static io.github.rolecall.policy.Placeholders.fill;

import io.github.rolecall.json.JsonValue;
import io.github.rolecall.model.Claims;
import io.github.rolecall.policy.Request;
import io.github.rolecall.policy.TriState;
import io.github.rolecall.policy.explain.Finding.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What AWS asks of the token before it looks at the trust policy. */
final class TokenCheck {
  /** AWS has been seen to accept tokens for about this long after their expiry. */
  private static final Duration LEEWAY = Duration.ofMinutes(5);

  private final Request request;
  private final Claims claims;
  private final List<Finding> findings = new ArrayList<>();
  private TriState valid = TriState.TRUE;

  TokenCheck(Request request) {
    this.request = request;
    this.claims = request.claims();
    expiry();
    start();
    audiences();
    required();
    roles();
  }

  TriState valid() {
    return valid;
  }

  List<Finding> findings() {
    return findings;
  }

  private void expiry() {
    Instant expires = claims.expires().orElse(Instant.MAX);
    if (!request.now().isBefore(expires)) {
      found(
          graced(expires, request.now()),
          FindingCode.TOKEN_EXPIRED,
          fill("The token expired at %s; it is %s here.", expires, request.now()),
          "Get a new token and assume the role at once. On GitHub, request it in the step that uses"
              + " it: it lives 5 minutes.");
    }
  }

  private void start() {
    for (String claim : List.of("nbf", "iat")) {
      Instant from = claims.time(claim).orElse(Instant.MIN);
      if (from.isAfter(request.now())) {
        found(
            graced(request.now(), from),
            FindingCode.TOKEN_NOT_YET_VALID,
            fill("The token is valid from %s (%s); it is %s here.", from, claim, request.now()),
            "Set the clock of this machine and of the issuer: they differ.");
        return;
      }
    }
  }

  /** A short while is not certain either way. */
  private static TriState graced(Instant earlier, Instant later) {
    return Duration.between(earlier, later).compareTo(LEEWAY) <= 0
        ? TriState.UNKNOWN
        : TriState.FALSE;
  }

  private void audiences() {
    List<String> audiences = claims.audiences();
    if (audiences.size() > 1 && claims.authorizedParty().isEmpty()) {
      found(
          TriState.FALSE,
          FindingCode.SEVERAL_AUDIENCES,
          fill(
              "The token has the audiences %s and no azp, and AWS accepts only one.",
              String.join(", ", audiences)),
          "Request the token for exactly one audience: audience: " + audiences.get(0));
    }
  }

  private void required() {
    for (String claim : List.of("sub", "aud")) {
      JsonValue value = claims.all().path(claim);
      if (value.isMissing() || value.isNull()) {
        found(
            TriState.FALSE,
            FindingCode.CLAIM_MISSING,
            fill("The token has no claim %s, which AWS requires.", claim),
            "Use the ID token of the job, not an access token.");
      }
    }
  }

  private void roles() {
    String role = request.role().map(Object::toString).orElse("");
    List<String> roles = request.roles().orElse(List.of(role));
    if (!role.isEmpty() && !roles.contains(role)) {
      found(
          TriState.FALSE,
          FindingCode.ROLE_NOT_IN_TOKEN,
          fill("The token is bound to %s, not to %s.", String.join(", ", roles), role),
          fill("Assume one of these roles, or have the issuer list %s.", role));
    }
  }

  private void found(TriState part, FindingCode code, String message, String remedy) {
    Severity severity = part == TriState.FALSE ? Severity.ERROR : Severity.WARNING;
    valid = valid.and(part);
    findings.add(new Finding(code, severity, message, remedy));
  }
}
