package io.github.rolecall.policy.explain;

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
    times();
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

  private void times() {
    claims
        .expires()
        .filter(expires -> !request.now().isBefore(expires))
        .ifPresent(
            expires ->
                found(
                    graced(expires, request.now()),
                    FindingCode.TOKEN_EXPIRED,
                    "The token expired at " + expires + "; it is " + request.now() + " here.",
                    "Get a new token and assume the role at once. On GitHub, request it in the step"
                        + " that uses it: it lives 5 minutes."));
    for (String claim : List.of("nbf", "iat")) {
      Instant from = claims.time(claim).orElse(Instant.MIN);
      if (from.isAfter(request.now())) {
        found(
            graced(request.now(), from),
            FindingCode.TOKEN_NOT_YET_VALID,
            "The token is valid from "
                + from
                + " ("
                + claim
                + "); it is "
                + request.now()
                + " here.",
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
    if (claims.audiences().size() > 1 && claims.authorizedParty().isEmpty()) {
      found(
          TriState.FALSE,
          FindingCode.SEVERAL_AUDIENCES,
          "The token has the audiences "
              + String.join(", ", claims.audiences())
              + " and no azp, and AWS accepts only one.",
          "Request the token for exactly one audience: audience: " + claims.audiences().get(0));
    }
  }

  private void required() {
    for (String claim : List.of("sub", "aud")) {
      JsonValue value = claims.all().path(claim);
      if (value.isMissing() || value.isNull()) {
        found(
            TriState.FALSE,
            FindingCode.CLAIM_MISSING,
            "The token has no claim " + claim + ", which AWS requires.",
            "Use the ID token of the job, not an access token.");
      }
    }
  }

  private void roles() {
    request
        .roles()
        .ifPresent(
            roles ->
                request
                    .role()
                    .filter(role -> !roles.contains(role.toString()))
                    .ifPresent(
                        role ->
                            found(
                                TriState.FALSE,
                                FindingCode.ROLE_NOT_IN_TOKEN,
                                "The token is bound to "
                                    + String.join(", ", roles)
                                    + ", not to "
                                    + role
                                    + ".",
                                "Assume one of these roles, or have the issuer list "
                                    + role
                                    + ".")));
  }

  private void found(TriState part, FindingCode code, String message, String remedy) {
    valid = valid.and(part);
    findings.add(
        new Finding(
            code, part == TriState.FALSE ? Severity.ERROR : Severity.WARNING, message, remedy));
  }
}
