package io.github.rolecall.problem;

import io.github.rolecall.model.RoleArn;
import io.github.rolecall.option.Input;
import java.util.List;
import java.util.Optional;

/**
 * What to do about the texts of STS that say more than their code. The texts are what the service
 * is seen to answer; a text that is not here is left to the code.
 */
final class StsMessages {
  private StsMessages() {}

  /** Empty for a text that says no more than its code. */
  static Optional<List<Remedy>> remedies(StsCall call, String message) {
    String role = call.role().map(RoleArn::toString).orElse("the role");
    List<Remedy> remedies;
    if (message.contains("sts:TagSession")) {
      remedies =
          call.claims().isPresent()
              ? Remedy.all(
                  "The token brings session tags: write \"Action\":"
                      + " [\"sts:AssumeRoleWithWebIdentity\", \"sts:TagSession\"] in the trust"
                      + " policy of "
                      + role
                      + ".",
                  "Or request a token without the claim https://aws.amazon.com/tags.")
              : List.of(
                  Remedy.of(
                      "Allow sts:TagSession beside sts:AssumeRole in the trust policy of "
                          + role
                          + "."),
                  Remedy.of(
                      words ->
                          "Or send no tags: "
                              + words.assign(Input.ROLE_SKIP_SESSION_TAGGING, "true")));
    } else if (message.contains("sts:SetSourceIdentity")) {
      remedies =
          List.of(
              Remedy.of(
                  "The caller brings a source identity: allow sts:SetSourceIdentity in the trust"
                      + " policy of "
                      + role
                      + "."));
    } else if (message.contains("source identity is already set")) {
      remedies =
          List.of(
              Remedy.of(
                  "A session keeps its source identity through all roles: do not set another"
                      + " one."));
    } else if (message.contains("explicit deny")) {
      remedies =
          List.of(
              Remedy.of(
                  "A Deny that applies wins over every Allow: look for it in the policy that AWS"
                      + " names above (identity policy, service or resource control policy,"
                      + " permissions boundary)."));
    } else if (message.contains("assumed by root accounts")) {
      remedies =
          List.of(
              Remedy.of(
                  "Use the keys of an IAM user or of a role: the root user assumes no roles."));
    } else if (message.contains("unable to validate MFA code")) {
      remedies =
          List.of(
              Remedy.of(
                  "Correct mfa_serial of the profile: it must be a device of the user whose keys"
                      + " sign, arn:aws:iam::<account id>:mfa/<name>."));
    } else if (message.contains("MultiFactorAuthentication failed")) {
      remedies = List.of(Remedy.of("Enter the current code of the MFA device; each is good once."));
    } else if (message.contains("not a valid JWT")) {
      remedies =
          Remedy.all(
              "Give the ID token, whole: not an access token, not cut, and no line break in it.",
              "A variable of a CI system that is masked or protected can be empty in this job.");
    } else if (message.contains("more than one audience")) {
      remedies =
          List.of(
              Remedy.of(
                  "Request the token for exactly one audience, for example sts.amazonaws.com."));
    } else if (message.contains("Missing a required claim")) {
      remedies =
          List.of(
              Remedy.of(
                  "AWS requires iss, sub, aud, exp and iat of every token: use an ID token of an"
                      + " issuer that sets them."));
    } else if (message.contains("Token too old") || message.contains("Token expired")) {
      remedies =
          Remedy.all(
              "Request the token just before the role is assumed, or assume the role earlier in the"
                  + " job: this token cannot be renewed.",
              "Compare the clock of this machine with the real time.");
    } else if (message.contains("roles claim")) {
      remedies =
          List.of(
              Remedy.of(
                  "The token is bound to other roles by its claim https://aws.amazon.com/roles:"
                      + " have the issuer list "
                      + role
                      + ", or assume one that it lists."));
    } else if (message.contains("thumbprint")) {
      remedies =
          Remedy.all(
              "Bring the thumbprint up to date: aws iam update-open-id-connect-provider-thumbprint"
                  + " --open-id-connect-provider-arn <ARN> --thumbprint-list <SHA-1 of the top"
                  + " intermediate certificate>",
              "Or let the issuer's certificate come from a public authority: AWS then asks for no"
                  + " thumbprint.");
    } else if (message.contains("Request ARN is invalid")) {
      remedies =
          List.of(
              Remedy.of(
                  words ->
                      "Give the ARN of a role, arn:aws:iam::<account id>:role/<name>, in "
                          + words.spell(Input.ROLE_TO_ASSUME)
                          + "."));
    } else if (message.contains("'roleSessionName'")) {
      remedies =
          List.of(
              Remedy.of(
                  words ->
                      "Use 2 to 64 characters of A-Z a-z 0-9 _ + = , . @ - in "
                          + words.spell(Input.ROLE_SESSION_NAME)
                          + "."));
    } else if (message.contains("'durationSeconds'")) {
      remedies =
          List.of(
              Remedy.of(
                  words ->
                      "Ask for 900 to 43200 seconds: "
                          + words.assign(Input.ROLE_DURATION_SECONDS, "3600")));
    } else if (message.contains("scoped to a valid region")
        || message.contains("scoped to correct service")) {
      remedies =
          List.of(
              Remedy.of(
                  words ->
                      "The endpoint belongs to another Region than the request was signed for: set "
                          + words.spell(Input.AWS_REGION)
                          + " to the Region of "
                          + call.endpoint()
                          + "."));
    } else if (message.contains("Signature expired") || message.contains("not yet current")) {
      remedies =
          List.of(Remedy.of("Set the clock of this machine: it differs from the real time."));
    } else {
      return Optional.empty();
    }
    return Optional.of(remedies);
  }
}
