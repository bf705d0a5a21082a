package io.github.rolecall.problem;

import static io.github.rolecall.problem.Remedy.assign;

import io.github.rolecall.model.RoleArn;
import io.github.rolecall.option.Input;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What to do about the texts of STS that say more than their code. The texts are what the service
 * is seen to answer; a text that is not here is left to the code.
 */
record StsMessages(Pattern text, Function<StsCall, List<Remedy>> remedies) {

  /** The first that is found in a message counts. */
  private static final List<StsMessages> TABLE =
      List.of(
          row("sts:TagSession", StsMessages::forTags),
          row(
              "sts:SetSourceIdentity",
              "The caller has a source identity: allow sts:SetSourceIdentity in the"
                  + " trust policy of {role}."),
          row(
              "source identity is already set",
              "A session keeps its source identity in a role chain: do not set another one."),
          row(
              "explicit deny",
              "An explicit Deny overrides every Allow. Find it in the policy that AWS"
                  + " names above (identity policy, service or resource control policy,"
                  + " permissions boundary)."),
          row(
              "assumed by root accounts",
              "Use the access keys of an IAM user or of a role: the root user cannot"
                  + " assume roles."),
          row(
              "unable to validate MFA code",
              "Correct mfa_serial of the profile: it must be an MFA device of the user"
                  + " who signs the call, arn:aws:iam::<account id>:mfa/<name>."),
          row(
              "MultiFactorAuthentication failed",
              "Enter the current code of the MFA device. Each code works only once."),
          row(
              "not a valid JWT",
              "Use the complete ID token: not an access token, not truncated, and"
                  + " without line breaks.",
              "Check the variable of the token: a masked or protected variable may be"
                  + " empty in this job."),
          row(
              "more than one audience",
              "Request the token for exactly one audience, for example sts.amazonaws.com."),
          row(
              "Missing a required claim",
              "Use an ID token with iss, sub, aud, exp and iat: AWS requires these claims."),
          row(
              "Token too old|Token expired",
              "Request the token just before you assume the role, or assume the role"
                  + " earlier in the job. This token cannot be renewed."),
          row(
              "roles claim",
              "The claim https://aws.amazon.com/roles of the token does not list"
                  + " {role}. Add the role at the issuer, or assume a role that the claim"
                  + " lists."),
          row(
              "thumbprint",
              "Update the thumbprint: aws iam"
                  + " update-open-id-connect-provider-thumbprint"
                  + " --open-id-connect-provider-arn <ARN> --thumbprint-list <SHA-1 of the"
                  + " top intermediate certificate>",
              "Or use a certificate of a public certificate authority for the issuer:"
                  + " AWS then needs no thumbprint."),
          row(
              "Request ARN is invalid",
              Remedy.of(
                  "Set %s to the ARN of a role: arn:aws:iam::<account id>:role/<name>.",
                  Input.ROLE_TO_ASSUME)),
          row(
              "'roleSessionName'",
              Remedy.of(
                  "Set %s to 2 to 64 characters of A-Z a-z 0-9 _ + = , . @ -",
                  Input.ROLE_SESSION_NAME)),
          row(
              "'durationSeconds'",
              Remedy.of(
                  "Request 900 to 43200 seconds: %s", assign(Input.ROLE_DURATION_SECONDS, "3600"))),
          row(
              "scoped to a valid region|scoped to correct service",
              call ->
                  List.of(
                      Remedy.of(
                          "The signature and the endpoint are for different Regions: set"
                              + " %s to the Region of %s.",
                          Input.AWS_REGION, call.endpoint()))));

  /** Empty for a text that says no more than its code. */
  static Optional<List<Remedy>> remedies(StsCall call, String message) {
    return TABLE.stream()
        .filter(row -> row.text.matcher(message).find())
        .findFirst()
        .map(row -> row.remedies.apply(call));
  }

  private static StsMessages row(String text, Function<StsCall, List<Remedy>> remedies) {
    return new StsMessages(Pattern.compile(text), remedies);
  }

  /** One remedy, which names an input. */
  private static StsMessages row(String text, Remedy remedy) {
    return row(text, call -> List.of(remedy));
  }

  /** Remedies that may name the role. */
  private static StsMessages row(String text, String... remedies) {
    return row(
        text,
        call ->
            Stream.of(remedies)
                .map(each -> Remedy.of(each.replace("{role}", role(call))))
                .toList());
  }

  private static String role(StsCall call) {
    return call.role().map(RoleArn::toString).orElse("the role");
  }

  private static List<Remedy> forTags(StsCall call) {
    return call.claims().isPresent()
        ? Remedy.all(
            "The token has session tags. Write \"Action\":"
                + " [\"sts:AssumeRoleWithWebIdentity\", \"sts:TagSession\"] in the trust"
                + " policy of "
                + role(call)
                + ".",
            "Or request a token without the claim https://aws.amazon.com/tags.")
        : List.of(
            Remedy.of(
                "Allow sts:TagSession beside sts:AssumeRole in the trust policy of %s.",
                role(call)),
            Remedy.of("Or send no tags: %s", assign(Input.ROLE_SKIP_SESSION_TAGGING, "true")));
  }
}
