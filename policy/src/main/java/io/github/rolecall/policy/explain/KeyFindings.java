package io.github.rolecall.policy.explain;

import static io.github.rolecall.policy.Placeholders.fill;

import io.github.rolecall.policy.Condition;
import io.github.rolecall.policy.LetterCase;
import io.github.rolecall.policy.Request;
import io.github.rolecall.policy.Statement;
import io.github.rolecall.policy.Unresolved;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds condition keys that AWS never sets, for any token.
 *
 * @param number index of the statement in the policy, from 0
 */
record KeyFindings(Request request, int number, Statement statement) {

  /** Why AWS never sets the key of this condition; empty if it may set it. */
  Optional<Finding> of(Condition condition) {
    String key = condition.key();
    if (Unresolved.has(key)) {
      return Optional.empty();
    }
    Optional<String> claim = request.claimOf(key);
    if (claim.isPresent()) {
      return claim
          .filter(name -> !request.issuer().maps(name))
          .map(name -> new UnknownClaim(request, number, statement).finding(condition, name));
    }
    int colon = key.lastIndexOf(':');
    String prefix = colon < 0 ? "" : key.substring(0, colon);
    String own = request.keyOf(key.substring(colon + 1));
    if (key.contains("://") || prefix.endsWith("/")) {
      String plain = prefix.replaceFirst("^[A-Za-z]*://", "").replaceFirst("/+$", "");
      boolean ours = LetterCase.same(plain, request.issuerName());
      return Optional.of(hasScheme(condition, ours ? own : plain + ":" + key.substring(colon + 1)));
    }
    return Request.ofAnotherIssuer(key.toLowerCase(Locale.ROOT)) && !trusts(prefix)
        ? Optional.of(ofAnotherIssuer(condition, own))
        : Optional.empty();
  }

  private Finding hasScheme(Condition condition, String key) {
    return renamed(
        FindingCode.KEY_HAS_SCHEME.error(
            fill(
                "AWS does not know the condition key %s: keys have neither https://"
                    + " nor a slash before the colon.",
                condition.key()),
            "Write "),
        condition,
        key);
  }

  private Finding ofAnotherIssuer(Condition condition, String key) {
    return renamed(
        FindingCode.KEY_ISSUER_DIFFERS.error(
            fill(
                "The condition key %s does not belong to the issuer of this token, %s,"
                    + " so AWS does not set it.",
                condition.key(), request.claims().issuer()),
            "Write "),
        condition,
        key);
  }

  /**
   * Whether the statement also trusts that issuer: then the key is right for that issuer's tokens.
   */
  private boolean trusts(String issuer) {
    return statement.principals().entries().stream()
        .anyMatch(entry -> LetterCase.same(entry.provider(), issuer));
  }

  /** On the right key the values may still be for another job, and AWS may not have that key. */
  private Finding renamed(Finding finding, Condition condition, String key) {
    Optional<String> unknown = request.claimOf(key).filter(claim -> !request.issuer().maps(claim));
    if (unknown.isPresent()) {
      return new UnknownClaim(request, number, statement).advise(finding, condition, unknown.get());
    }
    Condition moved = condition.on(key);
    Optional<String> actual =
        request
            .claimOf(key)
            .flatMap(
                claim ->
                    claim.equals("aud")
                        ? request.claims().audience()
                        : request.claims().claim(claim));
    boolean differs =
        moved.positive()
            && moved.operator().comparesText()
            && actual.filter(value -> !MismatchDiagnosis.matches(moved, value)).isPresent();
    if (!differs) {
      return finding.mending(number, condition, moved);
    }
    var right = new Widened(request.issuer(), moved, request.claimIn(moved), actual.get());
    return right.differsInEachRun()
        ? finding.removing(number, condition)
        : finding.mending(number, condition, right.byToken());
  }
}
