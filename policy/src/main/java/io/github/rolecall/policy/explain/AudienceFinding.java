package io.github.rolecall.policy.explain;

import static io.github.rolecall.policy.Placeholders.fill;
import static io.github.rolecall.policy.generate.PolicySnippets.literal;

import io.github.rolecall.json.JsonValue;
import io.github.rolecall.model.Claims;
import io.github.rolecall.policy.Condition;
import io.github.rolecall.policy.Evaluation;
import io.github.rolecall.policy.Principals;
import io.github.rolecall.policy.Request;
import io.github.rolecall.policy.TriState;
import io.github.rolecall.policy.generate.PolicySnippets;
import io.github.rolecall.policy.issuer.Audience;
import io.github.rolecall.policy.repair.Answer;
import io.github.rolecall.policy.repair.Edit;
import java.util.List;

/** Explains why a condition on the audience does not match a token. */
record AudienceFinding(Evaluation evaluation, int statement) {

  private Request request() {
    return evaluation.request();
  }

  Finding of(Condition condition) {
    String actual = request().claims().audience().orElse("");
    return condition.expected().stream().anyMatch(this::subject)
        ? subjectInItsPlace(condition, actual)
        : differs(condition, actual);
  }

  private Finding differs(Condition condition, String actual) {
    boolean party = request().claims().authorizedParty().isPresent();
    Condition widened = new Widened(request().issuer(), condition, "aud", actual).byToken();
    Finding finding =
        FindingCode.AUDIENCE_DIFFERS.error(
            fill(
                "The policy expects the audience %s, but the token has %s%s.",
                String.join(" or ", condition.expected()),
                actual,
                party ? " (its azp, which AWS compares instead of aud)" : ""),
            fill(
                "Accept the audience of the token: %s%s",
                PolicySnippets.unchanged(widened), clientId(actual)),
            new Edit.Replace(statement, condition, List.of(widened)));
    Audience audience = request().issuer().audience();
    return condition.expected().stream()
        .filter(wanted -> !party && !audience.fixed() && asking(wanted) != TriState.FALSE)
        .findFirst()
        .map(
            wanted ->
                finding.orElsewhere(
                    fill(
                        "Request the token for the audience %s, which the policy expects. Set it %s.",
                        wanted, audience.where())))
        .orElse(finding);
  }

  /** An OIDC provider in the account has a list of audiences; a built-in issuer has none. */
  private String clientId(String audience) {
    return request().issuer().builtIn()
        ? ""
        : fill(
            ", and add it to the client ids of the provider: aws iam"
                + " add-client-id-to-open-id-connect-provider --open-id-connect-provider-arn %s"
                + " --client-id %s",
            provider(), audience);
  }

  /** The provider that the statement names, else the one in the account of the role. */
  private String provider() {
    String issuer = request().issuerName();
    return evaluation.policy().statements().get(statement).principals().entries().stream()
        .filter(entry -> entry.namesProvider() && entry.provider().equals(issuer))
        .map(Principals.Entry::value)
        .findFirst()
        .or(
            () ->
                request()
                    .role()
                    .map(role -> Principals.provider(issuer, role.partition(), role.account())))
        .orElse("<ARN>");
  }

  /** Whether the unchanged policy allows a token of this job with another audience. */
  private TriState asking(String audience) {
    var claims = request().claims().all().with("aud", JsonValue.of(audience));
    return Answer.of(evaluation.policy(), request().of(new Claims(claims)));
  }

  /** Whether the value looks like this token's subject: it starts with the same word. */
  private boolean subject(String value) {
    String has = request().claims().subject();
    int word = has.indexOf(':');
    return word > 0 && value.startsWith(has.substring(0, word + 1));
  }

  private Finding subjectInItsPlace(Condition condition, String actual) {
    var audience = Condition.of("StringEquals", request().keyOf("aud"), List.of(literal(actual)));
    String has = request().claims().subject();
    Condition moved = condition.on(request().keyOf("sub"));
    boolean wild = moved.expected().stream().anyMatch(Condition::hasWildcard);
    Condition patterns =
        wild ? new Widened(request().issuer(), moved, "sub", has).byWildcards() : moved;
    Condition subject =
        MismatchDiagnosis.matches(patterns, has)
            ? patterns
            : new Widened(request().issuer(), patterns, "sub", has).byToken();
    return FindingCode.AUDIENCE_DIFFERS.error(
        fill(
            "The policy expects the subject %s under the key %s, but the audience of"
                + " the token is %s.",
            String.join(" or ", condition.expected()), condition.key(), actual),
        fill(
            "Move it: %s and %s",
            PolicySnippets.unchanged(subject), PolicySnippets.unchanged(audience)),
        new Edit.Replace(statement, condition, List.of(audience, subject)));
  }
}
