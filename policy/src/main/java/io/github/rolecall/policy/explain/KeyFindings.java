package io.github.rolecall.policy.explain;

import io.github.rolecall.policy.Condition;
import io.github.rolecall.policy.ConditionKeys;
import io.github.rolecall.policy.LetterCase;
import io.github.rolecall.policy.Request;
import io.github.rolecall.policy.generate.PolicySnippets;
import java.util.Locale;
import java.util.Optional;

/** Faults of the keys in conditions: AWS never has them, whatever the token says. */
final class KeyFindings {
  private final Request request;

  KeyFindings(Request request) {
    this.request = request;
  }

  /** Why AWS will never have the key of this condition; empty when it may. */
  Optional<Finding> of(Condition condition) {
    String key = condition.key();
    String issuer = request.issuerName();
    Optional<String> claim = request.claimOf(key);
    if (claim.isPresent()) {
      return ConditionKeys.maps(issuer, claim.get())
          ? Optional.empty()
          : Optional.of(notAKey(condition, claim.get()));
    }
    int colon = key.lastIndexOf(':');
    String prefix = colon < 0 ? "" : key.substring(0, colon);
    String own = colon < 0 ? key : key.substring(colon + 1);
    if (key.contains("://") || prefix.endsWith("/")) {
      String plain = prefix.replaceFirst("^[A-Za-z]*://", "").replaceFirst("/+$", "");
      String right = LetterCase.same(plain, issuer) ? request.keyOf(own) : plain + ":" + own;
      return Optional.of(
          Finding.error(
              FindingCode.KEY_HAS_SCHEME,
              "The condition key "
                  + key
                  + " is not one that AWS knows: keys have neither https:// nor a slash before the"
                  + " colon.",
              "Write " + PolicySnippets.renamed(condition, right)));
    }
    if (!Request.ofAnotherIssuer(key.toLowerCase(Locale.ROOT))) {
      return Optional.empty();
    }
    return Optional.of(
        Finding.error(
            FindingCode.KEY_ISSUER_DIFFERS,
            "The condition key "
                + key
                + " is not of the issuer of this token, "
                + request.claims().issuer()
                + ", so AWS does not have it.",
            "Write " + PolicySnippets.renamed(condition, request.keyOf(own))));
  }

  private Finding notAKey(Condition condition, String claim) {
    String issuer = request.issuerName();
    Optional<String> instead = ConditionKeys.instead(issuer, claim);
    String value =
        instead
            .flatMap(other -> request.claims().claim(other))
            .map(
                found ->
                    PolicySnippets.condition(
                        "StringEquals", request.keyOf(instead.get()), java.util.List.of(found)))
            .orElse("");
    String custom =
        ConditionKeys.isGitHub(issuer)
            ? "Put the claim into the subject: gh api -X PUT"
                + " repos/OWNER/REPO/actions/oidc/customization/sub -F use_default=false -f"
                + " 'include_claim_keys[]=repo' -f 'include_claim_keys[]=context' -f"
                + " 'include_claim_keys[]="
                + claim
                + "', and expect it in "
                + request.keyOf("sub")
                + "."
            : "Expect what you need in " + request.keyOf("sub") + ".";
    return Finding.error(
        FindingCode.CLAIM_NOT_A_CONDITION_KEY,
        "AWS does not offer the claim "
            + claim
            + " of "
            + request.claims().issuer()
            + " as a condition key, so "
            + condition.key()
            + " is always missing"
            + (request.claims().all().has(claim) ? ", although the token has the claim." : "."),
        value.isEmpty() ? custom : "Use " + value + " instead. Or: " + custom);
  }
}
