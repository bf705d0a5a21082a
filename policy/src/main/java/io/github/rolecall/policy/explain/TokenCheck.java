package io.github.rolecall.policy.explain;

import static io.github.rolecall.policy.Placeholders.fill;

import io.github.rolecall.json.JsonValue;
import io.github.rolecall.model.IsoTime;
import io.github.rolecall.model.RoleArn;
import io.github.rolecall.policy.Request;
import io.github.rolecall.policy.explain.Finding.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Checks what AWS requires of the token before it evaluates the trust policy. */
record TokenCheck(Request request) {
  /** AWS was seen to accept tokens for about this long after their expiry, in seconds. */
  private static final long LEEWAY = 300;

  /** Why AWS refuses the token under any policy; a warning if AWS may accept it. */
  List<Finding> findings() {
    return Stream.of(
            expiry(),
            start("nbf").or(() -> start("iat")),
            audiences(),
            required("sub"),
            required("aud"),
            roles())
        .flatMap(Optional::stream)
        .toList();
  }

  private Optional<Finding> expiry() {
    return request
        .claims()
        .expires()
        .filter(expires -> !request.now().isBefore(expires))
        .map(
            expires ->
                new Finding(
                    FindingCode.TOKEN_EXPIRED,
                    graced(expires, request.now()),
                    fill(
                        "The token expired at %s. The clock of this machine says %s.",
                        IsoTime.write(expires), IsoTime.write(request.now())),
                    "Get a new token, and use it immediately. On GitHub, request it in"
                        + " the step that uses it: it is valid for 5 minutes.",
                    List.of(),
                    ""));
  }

  private Optional<Finding> start(String claim) {
    return request
        .claims()
        .time(claim)
        .filter(from -> from.isAfter(request.now()))
        .map(
            from ->
                new Finding(
                    FindingCode.TOKEN_NOT_YET_VALID,
                    graced(request.now(), from),
                    fill(
                        "The token is valid from %s (%s). The clock of this machine says %s.",
                        IsoTime.write(from), claim, IsoTime.write(request.now())),
                    "Set the clocks of this machine and of the issuer: they differ.",
                    List.of(),
                    ""));
  }

  /** A short time after the limit, the answer is uncertain. */
  private static Severity graced(Instant earlier, Instant later) {
    return later.minusSeconds(LEEWAY).isAfter(earlier) ? Severity.ERROR : Severity.WARNING;
  }

  private Optional<Finding> audiences() {
    return Optional.of(request.claims().audiences())
        .filter(all -> all.size() > 1 && request.claims().authorizedParty().isEmpty())
        .map(
            all ->
                FindingCode.SEVERAL_AUDIENCES.error(
                    fill(
                        "The token has the audiences %s and no azp, but AWS accepts"
                            + " only one audience.",
                        String.join(", ", all)),
                    "Request the token for exactly one audience: audience: " + all.get(0)));
  }

  private Optional<Finding> required(String claim) {
    JsonValue value = request.claims().all().path(claim);
    return value.isMissing() || value.isNull()
        ? Optional.of(
            FindingCode.CLAIM_MISSING.error(
                fill("The token has no claim %s, which AWS requires.", claim),
                "Use the ID token of the job, not an access token."))
        : Optional.empty();
  }

  private Optional<Finding> roles() {
    List<String> roles = request.roles().orElse(List.of());
    return request
        .role()
        .map(RoleArn::toString)
        .filter(role -> request.roles().isPresent() && !roles.contains(role))
        .map(
            role ->
                FindingCode.ROLE_NOT_IN_TOKEN.error(
                    fill(
                        "The token is restricted to %s, and cannot be used for %s.",
                        String.join(", ", roles), role),
                    fill(
                        "Assume one of these roles, or add %s to the claim at the issuer.", role)));
  }
}
