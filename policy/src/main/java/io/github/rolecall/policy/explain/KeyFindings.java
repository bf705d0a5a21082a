package io.github.rolecall.policy.explain;

import static io.github.rolecall.policy.Placeholders.fill;

import io.github.rolecall.policy.Condition;
import io.github.rolecall.policy.ConditionKeys;
import io.github.rolecall.policy.LetterCase;
import io.github.rolecall.policy.Request;
import io.github.rolecall.policy.Unresolved;
import io.github.rolecall.policy.generate.PolicySnippets;
import java.util.Locale;
import java.util.Optional;

/** Faults of the keys in conditions: AWS never has them, whatever the token says. */
record KeyFindings(Request request) {

  /** Why AWS will never have the key of this condition; empty when it may. */
  Optional<Finding> of(Condition condition) {
    String key = condition.key();
    if (Unresolved.has(key)) {
      return Optional.empty();
    }
    Optional<String> claim = request.claimOf(key);
    if (claim.isPresent()) {
      return claim
          .filter(name -> !ConditionKeys.maps(request.issuerName(), name))
          .map(name -> notAKey(condition, name));
    }
    int colon = key.lastIndexOf(':');
    String prefix = colon < 0 ? "" : key.substring(0, colon);
    String own = request.keyOf(key.substring(colon + 1));
    if (key.contains("://") || prefix.endsWith("/")) {
      String plain = prefix.replaceFirst("^[A-Za-z]*://", "").replaceFirst("/+$", "");
      boolean ours = LetterCase.same(plain, request.issuerName());
      return Optional.of(
          FindingCode.KEY_HAS_SCHEME.error(
              fill(
                  "The condition key %s is not one that AWS knows: keys have neither https:// nor a"
                      + " slash before the colon.",
                  key),
              "Write "
                  + PolicySnippets.renamed(
                      condition, ours ? own : plain + ":" + key.substring(colon + 1))));
    }
    return Request.ofAnotherIssuer(key.toLowerCase(Locale.ROOT))
        ? Optional.of(
            FindingCode.KEY_ISSUER_DIFFERS.error(
                fill(
                    "The condition key %s is not of the issuer of this token, %s, so AWS does not"
                        + " have it.",
                    key, request.claims().issuer()),
                "Write " + PolicySnippets.renamed(condition, own)))
        : Optional.empty();
  }

  private Finding notAKey(Condition condition, String claim) {
    String issuer = request.issuerName();
    String subject = request.keyOf("sub");
    String custom =
        ConditionKeys.isGitHub(issuer)
            ? fill(
                "Put the claim into the subject: gh api -X PUT"
                    + " repos/OWNER/REPO/actions/oidc/customization/sub -F use_default=false -f"
                    + " 'include_claim_keys[]=repo' -f 'include_claim_keys[]=context' -f"
                    + " 'include_claim_keys[]=%s', and expect it in %s.",
                claim, subject)
            : "Expect what you need in " + subject + ".";
    Optional<String> instead =
        ConditionKeys.instead(issuer, claim)
            .flatMap(
                other ->
                    request
                        .claims()
                        .claim(other)
                        .map(value -> PolicySnippets.exactly(request.keyOf(other), value)));
    return FindingCode.CLAIM_NOT_A_CONDITION_KEY.error(
        fill(
            "AWS does not offer the claim %s of %s as a condition key, so %s is always missing%s.",
            claim,
            request.claims().issuer(),
            condition.key(),
            request.claims().all().has(claim) ? ", although the token has the claim" : ""),
        instead.map(other -> "Use " + other + " instead. Or: ").orElse("") + custom);
  }
}
