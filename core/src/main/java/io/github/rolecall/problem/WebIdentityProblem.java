package io.github.rolecall.problem;

import static io.github.rolecall.problem.Remedy.assign;

import io.github.rolecall.model.Claims;
import io.github.rolecall.model.RoleArn;
import io.github.rolecall.option.Input;
import java.util.List;

/** STS does not accept the web identity token, or could not check it. */
public sealed interface WebIdentityProblem extends StsProblem {

  /** {@code InvalidIdentityToken}: the account of the role has no provider for the issuer. */
  record NoProvider(StsCall call, String awsCode, String message) implements WebIdentityProblem {
    @Override
    public Diagnosis diagnosis() {
      String issuer = call.claims().map(Claims::issuer).orElse("the issuer of the token");
      String account = call.role().map(RoleArn::account).orElse("the account of the role");
      return said(
              "no-oidc-provider",
              "The account of the role has no IAM OIDC provider for the issuer of the token")
          .remedy("Check the account id in %s: it is %s.", Input.ROLE_TO_ASSUME, account)
          .remedy(
              "Create the provider in account %s: aws iam create-open-id-connect-provider --url %s"
                  + " --client-id-list %s",
              account, issuer, call.claims().flatMap(Claims::audience).orElse("<audience>"))
          .remedy(
              "If the provider exists, compare its URL with the issuer character by"
                  + " character: same path, no trailing slash.");
    }
  }

  /** {@code InvalidIdentityToken}: the audience is not a client id of the provider. */
  record AudienceUnknown(StsCall call, String awsCode, String message)
      implements WebIdentityProblem {
    @Override
    public Diagnosis diagnosis() {
      String audience =
          call.claims().map(claims -> String.join(", ", claims.audiences())).orElse("it");
      return said(
              "audience-unknown", "The IAM OIDC provider does not list the audience of the token")
          .remedy(
              "Add %s to the client ids of the provider: aws iam"
                  + " add-client-id-to-open-id-connect-provider --open-id-connect-provider-arn %s"
                  + " --client-id %s",
              audience, provider(), audience)
          .remedy(
              "Or request the token for an audience that the provider lists: %s",
              assign(Input.AUDIENCE, "<client id>"));
    }

    /** The ARN of the provider that stands for the issuer in the account of the role. */
    private String provider() {
      String issuer = call.claims().map(Claims::issuer).orElse("<issuer>");
      return call.role()
          .map(
              role ->
                  "arn:%s:iam::%s:oidc-provider/%s"
                      .formatted(
                          role.partition(), role.account(), issuer.replaceFirst("^https://", "")))
          .orElse("<ARN of the provider>");
    }
  }

  /** {@code ExpiredTokenException}: by the clock of AWS, which alone counts. */
  record TokenExpired(StsCall call, String awsCode, String message) implements WebIdentityProblem {
    private static final List<Remedy> FRESH =
        Remedy.all(
            "Request the token just before you assume the role, or assume the role"
                + " earlier in the job. This token cannot be renewed.");

    @Override
    public Diagnosis diagnosis() {
      return said("token-expired", "The web identity token has expired")
          .facts(
              call.claims().flatMap(Claims::expires).stream()
                  .map(end -> new Fact("expired", end.toString()))
                  .toList())
          .because(call.clockThatHidesEnd())
          .remedies(FRESH);
    }
  }

  /** The token itself is refused: malformed, wrongly signed. */
  record TokenRejected(StsCall call, String awsCode, String message) implements WebIdentityProblem {
    private static final List<Remedy> WHATEVER =
        Remedy.all(
            "If it has expired, assume the role earlier in the job, or request a fresh token.",
            "Make sure that it is a complete ID token: not an access token, not"
                + " truncated, without line breaks.");

    @Override
    public Diagnosis diagnosis() {
      Diagnosis said =
          said("token-rejected", "AWS rejected the web identity token")
              .because(call.clockThatHidesEnd());
      return TokenStart.of(call)
          .map(start -> start.in(said))
          .orElse(said)
          .remedies(StsMessages.remedies(call, message).orElse(WHATEVER));
    }
  }

  /** AWS could not fetch the issuer's keys, which passes more often than not. */
  record IssuerUnreachable(StsCall call, String awsCode, String message)
      implements WebIdentityProblem {
    @Override
    public Diagnosis diagnosis() {
      String issuer = call.claims().map(Claims::issuer).orElse("the issuer");
      return said("issuer-unreachable", "AWS could not verify the token with its issuer")
          .repeat(Repeat.WITHIN_BUDGET)
          .remedy("Run the job again: with a public issuer, this error is usually temporary.")
          .remedy(
              "If you run the issuer yourself: AWS must be able to read"
                  + " %s/.well-known/openid-configuration over the internet, within 5"
                  + " seconds.",
              issuer);
    }
  }
}
