package io.github.rolecall.policy.explain;

import static io.github.rolecall.policy.Placeholders.fill;

import io.github.rolecall.policy.Condition;
import io.github.rolecall.policy.Request;
import io.github.rolecall.policy.Statement;
import io.github.rolecall.policy.generate.PolicySnippets;
import io.github.rolecall.policy.repair.Edit;
import java.util.List;
import java.util.Optional;

/** A condition on a claim for which AWS has no condition key. */
record UnknownClaim(Request request, int number, Statement statement) {

  Finding finding(Condition condition, String claim) {
    Finding finding =
        FindingCode.CLAIM_NOT_A_CONDITION_KEY.error(
            fill(
                "AWS has no condition key for the claim %s of %s, so %s is always missing%s.",
                claim,
                request.claims().issuer(),
                condition.key(),
                request.claims().all().has(claim) ? ", although the token has the claim" : ""),
            "");
    return advise(finding, condition, claim);
  }

  /** Adds to the finding what to use in place of a condition on the claim. */
  Finding advise(Finding finding, Condition condition, String claim) {
    Optional<Condition> instead =
        request
            .issuer()
            .instead(claim)
            .flatMap(other -> request.claims().claim(other).map(value -> pin(other, value)));
    Condition subject = ofSubject();
    if (claim.equals("iss")) {
      return finding.doing(
          "Remove the condition: the principal already limits the issuer. To limit the job, use "
              + PolicySnippets.unchanged(subject),
          edit(condition, subject));
    }
    return finding.doing(
        fill(
            "%s %s%s",
            instead.isPresent()
                ? "Use this instead:"
                : "Remove the condition, and limit the subject:",
            PolicySnippets.unchanged(instead.orElse(subject)),
            custom(claim)),
        edit(condition, instead.orElse(subject)));
  }

  private String custom(String claim) {
    return request.issuer().gitHub() && !request.issuer().claimsOfARun().contains(claim)
        ? fill(
            ". Or add the claim to the subject: gh api -X PUT"
                + " repos/OWNER/REPO/actions/oidc/customization/sub -F use_default=false -f"
                + " 'include_claim_keys[]=repo' -f 'include_claim_keys[]=context' -f"
                + " 'include_claim_keys[]=%s', and use it in %s.",
            claim, request.keyOf("sub"))
        : "";
  }

  private Condition pin(String claim, String value) {
    Condition exact = Condition.of("StringEquals", request.keyOf(claim), List.of());
    return new Widened(request.issuer(), exact, claim, value).byToken();
  }

  /** The condition that limits the subject: the existing one, or one for this job. */
  private Condition ofSubject() {
    return statement.on(request.keyOf("sub")).stream()
        .filter(Condition::positive)
        .findFirst()
        .orElseGet(() -> pin("sub", request.claims().subject()));
  }

  /** Removes the condition, and adds the other one if it is missing. */
  private List<Edit> edit(Condition condition, Condition other) {
    List<Condition> instead = statement.conditions().contains(other) ? List.of() : List.of(other);
    return List.of(new Edit.Replace(number, condition, instead));
  }
}
