package io.github.rolecall.problem;

import io.github.rolecall.model.Claims;
import io.github.rolecall.model.RoleArn;
import io.github.rolecall.option.Input;
import io.github.rolecall.option.Words;
import java.util.List;

/** STS does not accept the web identity token, or could not find out whether it may. */
public sealed interface WebIdentityProblem extends StsProblem {

  /** {@code InvalidIdentityToken}: the account of the role has no provider for the issuer. */
  record NoProvider(StsCall call, String message) implements WebIdentityProblem {
    @Override
    public String code() {
      return "no-oidc-provider";
    }

    @Override
    public String what(Words words) {
      return "The account of the role does not know the issuer of the token";
    }

    @Override
    public String awsCode() {
      return "InvalidIdentityToken";
    }

    @Override
    public List<Remedy> remedies() {
      String issuer = call.claims().map(Claims::issuer).orElse("the issuer of the token");
      String account = call.role().map(RoleArn::account).orElse("the account of the role");
      return List.of(
          Remedy.of(
              words ->
                  "Check the account in "
                      + words.spell(Input.ROLE_TO_ASSUME)
                      + ": is it "
                      + account
                      + "?"),
          Remedy.of(
              "Create the provider in account "
                  + account
                  + ": aws iam create-open-id-connect-provider --url "
                  + issuer
                  + " --client-id-list "
                  + call.claims().flatMap(Claims::audience).orElse("<audience>")),
          Remedy.of(
              "If there is one, compare its URL letter by letter: no trailing slash, same path."));
    }
  }

  /** {@code InvalidIdentityToken}: the audience is not a client id of the provider. */
  record AudienceUnknown(StsCall call, String message) implements WebIdentityProblem {
    @Override
    public String code() {
      return "audience-unknown";
    }

    @Override
    public String what(Words words) {
      return "The OIDC provider in IAM does not list the audience of the token";
    }

    @Override
    public String awsCode() {
      return "InvalidIdentityToken";
    }

    @Override
    public List<Remedy> remedies() {
      String audience =
          call.claims().map(claims -> String.join(", ", claims.audiences())).orElse("it");
      return List.of(
          Remedy.of(
              "Add "
                  + audience
                  + " to the client ids of the provider: aws iam"
                  + " add-client-id-to-open-id-connect-provider --open-id-connect-provider-arn "
                  + provider()
                  + " --client-id "
                  + audience),
          Remedy.of(
              words ->
                  "Or request the token for an audience that the provider lists: "
                      + words.assign(Input.AUDIENCE, "<client id>")));
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
    public String code() {
      return "token-rejected";
    }

    @Override
    public String what(Words words) {
      return "AWS does not accept the web identity token";
    }

    @Override
    public List<Remedy> remedies() {
      return StsMessages.remedies(call, message)
          .orElseGet(
              () ->
                  Remedy.all(
                      "If it has expired, assume the role earlier in the job, or request a fresh"
                          + " token.",
                      "Make sure that it is an ID token and whole: not an access token, not cut, no"
                          + " line break in it.",
                      "Compare the clock of this machine with the real time."));
    }
  }

  /** AWS could not fetch the issuer's keys, which passes more often than not. */
  record IssuerUnreachable(StsCall call, String awsCode, String message)
      implements WebIdentityProblem {
    @Override
    public String code() {
      return "issuer-unreachable";
    }

    @Override
    public String what(Words words) {
      return "AWS could not verify the token with its issuer";
    }

    @Override
    public List<Remedy> remedies() {
      String issuer = call.claims().map(Claims::issuer).orElse("the issuer");
      return Remedy.all(
          "Run the job again: with a public issuer this passes.",
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
