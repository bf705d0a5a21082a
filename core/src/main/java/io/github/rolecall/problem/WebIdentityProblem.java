package io.github.rolecall.problem;

import io.github.rolecall.model.Claims;
import io.github.rolecall.model.RoleArn;
import io.github.rolecall.option.Input;
import java.util.List;

/** STS does not accept the web identity token, or could not find out whether it may. */
public sealed interface WebIdentityProblem extends StsProblem {

  /** {@code InvalidIdentityToken}: the account of the role has no provider for the issuer. */
  record NoProvider(StsCall call, String message) implements WebIdentityProblem {
    @Override
    public Diagnosis diagnosis() {
      String issuer = call.claims().map(Claims::issuer).orElse("the issuer of the token");
      String account = call.role().map(RoleArn::account).orElse("the account of the role");
      return said(
              "no-oidc-provider", "The account of the role does not know the issuer of the token")
          .remedy(
              words ->
                  "Check the account in "
                      + words.spell(Input.ROLE_TO_ASSUME)
                      + ": is it "
                      + account
                      + "?")
          .remedy(
              "Create the provider in account "
                  + account
                  + ": aws iam create-open-id-connect-provider --url "
                  + issuer
                  + " --client-id-list "
                  + call.claims().flatMap(Claims::audience).orElse("<audience>"))
          .remedy(
              "If there is one, compare its URL letter by letter: no trailing slash, same path.");
    }

    @Override
    public String awsCode() {
      return "InvalidIdentityToken";
    }
  }

  /** {@code InvalidIdentityToken}: the audience is not a client id of the provider. */
  record AudienceUnknown(StsCall call, String message) implements WebIdentityProblem {
    @Override
    public Diagnosis diagnosis() {
      String audience =
          call.claims().map(claims -> String.join(", ", claims.audiences())).orElse("it");
      return said(
              "audience-unknown",
              "The OIDC provider in IAM does not list the audience of the token")
          .remedy(
              "Add "
                  + audience
                  + " to the client ids of the provider: aws iam"
                  + " add-client-id-to-open-id-connect-provider --open-id-connect-provider-arn "
                  + provider()
                  + " --client-id "
                  + audience)
          .remedy(
              words ->
                  "Or request the token for an audience that the provider lists: "
                      + words.assign(Input.AUDIENCE, "<client id>"));
    }

    @Override
    public String awsCode() {
      return "InvalidIdentityToken";
    }
  }

  /** The ARN of the provider that stands for the issuer in the account of the role. */
  default String provider() {
    String issuer =
        call()
            .claims()
            .map(claims -> claims.issuer().replaceFirst("^https://", ""))
            .orElse("<issuer>");
    return call()
        .role()
        .map(
            role ->
                "arn:" + role.partition() + ":iam::" + role.account() + ":oidc-provider/" + issuer)
        .orElse("<ARN of the provider>");
  }

  /** The token itself is refused: expired, malformed, wrongly signed. */
  record TokenRejected(StsCall call, String awsCode, String message) implements WebIdentityProblem {
    @Override
    public Diagnosis diagnosis() {
      return said("token-rejected", "AWS does not accept the web identity token")
          .remedies(StsMessages.remedies(call, message).orElseGet(TokenRejected::whatever));
    }

    private static List<Remedy> whatever() {
      return Remedy.all(
          "If it has expired, assume the role earlier in the job, or request a fresh token.",
          "Make sure that it is an ID token and whole: not an access token, not cut, no line break"
              + " in it.",
          "Compare the clock of this machine with the real time.");
    }
  }

  /** AWS could not fetch the issuer's keys, which passes more often than not. */
  record IssuerUnreachable(StsCall call, String awsCode, String message)
      implements WebIdentityProblem {
    @Override
    public Diagnosis diagnosis() {
      String issuer = call.claims().map(Claims::issuer).orElse("the issuer");
      return said("issuer-unreachable", "AWS could not verify the token with its issuer")
          .remedy("Run the job again: with a public issuer this passes.")
          .remedy(
              "If you run the issuer yourself: AWS must reach "
                  + issuer
                  + "/.well-known/openid-configuration over the internet, and within 5 seconds.");
    }

    @Override
    public Repeat repeat() {
      return Repeat.WITHIN_BUDGET;
    }
  }
}
