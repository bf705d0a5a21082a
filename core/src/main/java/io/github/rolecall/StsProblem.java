package io.github.rolecall;

import java.util.ArrayList;
import java.util.List;

/**
 * STS said no, or could not say anything. Codes and texts: STS API reference, common errors, and
 * what the service is seen to answer.
 */
public sealed interface StsProblem extends Problem {
  StsCall call();

  /** {@code AccessDenied}: trust policy, missing role, wrong account, all with the same text. */
  record Denied(StsCall call, String message) implements StsProblem {
    @Override
    public String code() {
      return "role-denied";
    }

    @Override
    public String what(FrontEnd words) {
      return "AWS denied sts:" + call.action();
    }

    @Override
    public List<Fact> facts() {
      return call.facts("AccessDenied", message);
    }

    @Override
    public List<String> remedies(FrontEnd words) {
      return Denials.remedies(call, message, words);
    }

    @Override
    public Repeat repeat() {
      return Repeat.BRIEFLY;
    }
  }

  /** {@code InvalidIdentityToken}: the account of the role has no provider for the issuer. */
  record NoProvider(StsCall call, String message) implements StsProblem {
    @Override
    public String code() {
      return "no-oidc-provider";
    }

    @Override
    public String what(FrontEnd words) {
      return "The account of the role does not know the issuer of the token";
    }

    @Override
    public List<Fact> facts() {
      return call.facts("InvalidIdentityToken", message);
    }

    @Override
    public List<String> remedies(FrontEnd words) {
      String issuer = call.claims().map(Claims::issuer).orElse("the issuer of the token");
      String account = call.role().map(RoleArn::account).orElse("the account of the role");
      return List.of(
          "Check the account in " + words.spell(Input.ROLE_TO_ASSUME) + ": is it " + account + "?",
          "Create an IAM OIDC identity provider for " + issuer + " in account " + account + ".",
          "If there is one, compare its URL letter by letter: no trailing slash, same path.");
    }
  }

  /** {@code InvalidIdentityToken}: the audience is not a client id of the provider. */
  record AudienceUnknown(StsCall call, String message) implements StsProblem {
    @Override
    public String code() {
      return "audience-unknown";
    }

    @Override
    public String what(FrontEnd words) {
      return "The OIDC provider in IAM does not list the audience of the token";
    }

    @Override
    public List<Fact> facts() {
      return call.facts("InvalidIdentityToken", message);
    }

    @Override
    public List<String> remedies(FrontEnd words) {
      String audience =
          call.claims().map(claims -> String.join(", ", claims.audiences())).orElse("it");
      return List.of(
          "Add " + audience + " to the client ids (audiences) of the OIDC provider in IAM.",
          "Or request the token for an audience that the provider lists: "
              + words.assign(Input.AUDIENCE, "<client id>"));
    }
  }

  /** The token itself is refused: expired, malformed, wrongly signed. */
  record TokenRejected(StsCall call, String awsCode, String message) implements StsProblem {
    @Override
    public String code() {
      return "token-rejected";
    }

    @Override
    public String what(FrontEnd words) {
      return "AWS does not accept the web identity token";
    }

    @Override
    public List<Fact> facts() {
      return call.facts(awsCode, message);
    }

    @Override
    public List<String> remedies(FrontEnd words) {
      return List.of(
          "If it has expired, assume the role earlier in the job, or request a fresh token.",
          "Make sure that it is an ID token and whole: not an access token, not cut, no line break"
              + " in it.",
          "Compare the clock of this machine with the real time.");
    }
  }

  /** AWS could not fetch the issuer's keys, which passes more often than not. */
  record IssuerUnreachable(StsCall call, String awsCode, String message) implements StsProblem {
    @Override
    public String code() {
      return "issuer-unreachable";
    }

    @Override
    public String what(FrontEnd words) {
      return "AWS could not verify the token with its issuer";
    }

    @Override
    public List<Fact> facts() {
      return call.facts(awsCode, message);
    }

    @Override
    public List<String> remedies(FrontEnd words) {
      String issuer = call.claims().map(Claims::issuer).orElse("the issuer");
      return List.of(
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

  /** {@code ValidationError}: the session would be longer than the role or chaining allows. */
  record DurationTooLong(StsCall call, String message, int seconds) implements StsProblem {
    @Override
    public String code() {
      return "duration-too-long";
    }

    @Override
    public String what(FrontEnd words) {
      return "The role session may not last that long";
    }

    @Override
    public List<Fact> facts() {
      var facts = new ArrayList<Fact>();
      facts.add(new Fact("duration", seconds + " seconds"));
      facts.addAll(call.facts("ValidationError", message));
      return facts;
    }

    @Override
    public List<String> remedies(FrontEnd words) {
      return message.contains("role chaining")
          ? List.of(
              "A role assumed from another role lasts at most 1 hour, whatever the role allows: "
                  + words.assign(Input.ROLE_DURATION_SECONDS, "3600"),
              "Or assume the role directly, with the token of the job.")
          : List.of(
              "Ask for less: " + words.assign(Input.ROLE_DURATION_SECONDS, "3600"),
              "Or raise the role's maximum session duration: aws iam update-role --role-name "
                  + call.role().map(RoleArn::name).orElse("<role>")
                  + " --max-session-duration "
                  + seconds);
    }
  }

  /** {@code PackedPolicyTooLarge}: session policies and tags do not fit. */
  record SessionTooLarge(StsCall call, String message) implements StsProblem {
    @Override
    public String code() {
      return "session-too-large";
    }

    @Override
    public String what(FrontEnd words) {
      return "Session policies and session tags together are too large";
    }

    @Override
    public List<Fact> facts() {
      return call.facts("PackedPolicyTooLarge", message);
    }

    @Override
    public List<String> remedies(FrontEnd words) {
      return List.of(
          "Shorten "
              + words.spell(Input.INLINE_SESSION_POLICY)
              + " or "
              + words.spell(Input.CUSTOM_TAGS)
              + ".",
          "Or send no tags: " + words.assign(Input.ROLE_SKIP_SESSION_TAGGING, "true"));
    }
  }

  /** {@code MalformedPolicyDocument}: the session policy is no policy. */
  record PolicyMalformed(StsCall call, String message) implements StsProblem {
    @Override
    public String code() {
      return "session-policy-malformed";
    }

    @Override
    public String what(FrontEnd words) {
      return "AWS cannot read the policy of " + words.spell(Input.INLINE_SESSION_POLICY);
    }

    @Override
    public List<Fact> facts() {
      return call.facts("MalformedPolicyDocument", message);
    }

    @Override
    public List<String> remedies(FrontEnd words) {
      return List.of(
          "Correct the policy; it is an IAM policy without Principal, with a Version and Statements.",
          "Check the ARNs of " + words.spell(Input.MANAGED_SESSION_POLICIES) + " too.");
    }
  }

  /** {@code RegionDisabledException}: STS is switched off in that Region for the account. */
  record RegionDisabled(StsCall call, String message) implements StsProblem {
    @Override
    public String code() {
      return "region-disabled";
    }

    @Override
    public String what(FrontEnd words) {
      return "STS is not active in Region " + call.region() + " for this account";
    }

    @Override
    public List<Fact> facts() {
      return call.facts("RegionDisabledException", message);
    }

    @Override
    public List<String> remedies(FrontEnd words) {
      return List.of(
          "Use a Region that is enabled: " + words.assign(Input.AWS_REGION, "<region>"),
          "Or activate it for the account: IAM console, Account settings, STS endpoints.");
    }
  }

  /** The keys that signed the call are not valid, or not any more. */
  record KeysRejected(StsCall call, String awsCode, String message) implements StsProblem {
    @Override
    public String code() {
      return "keys-rejected";
    }

    @Override
    public String what(FrontEnd words) {
      return "AWS does not accept the credentials that signed sts:" + call.action();
    }

    @Override
    public List<Fact> facts() {
      return call.facts(awsCode, message);
    }

    @Override
    public List<String> remedies(FrontEnd words) {
      return switch (awsCode) {
        case "ExpiredToken" ->
            List.of("These credentials have expired: get new ones, then run the job again.");
        case "SignatureDoesNotMatch" ->
            List.of(
                "Enter the secret access key again: it does not belong to the access key id, or has"
                    + " a blank or line break too many.",
                "Compare the clock of this machine with the real time.");
        default ->
            List.of(
                "Check that the access key exists and is active, and that it belongs to the"
                    + " partition of Region "
                    + call.region()
                    + ".",
                "Keys that start with ASIA need their session token too.");
      };
    }
  }

  /** Throttling and faults of the service, which pass. */
  record Busy(StsCall call, String awsCode, int status, String message) implements StsProblem {
    @Override
    public String code() {
      return "sts-busy";
    }

    @Override
    public String what(FrontEnd words) {
      return "STS did not answer as it should, and went on doing so";
    }

    @Override
    public List<Fact> facts() {
      var facts = new ArrayList<Fact>();
      facts.add(new Fact("status", String.valueOf(status)));
      facts.addAll(call.facts(awsCode, message));
      return facts;
    }

    @Override
    public List<String> remedies(FrontEnd words) {
      return List.of(
          "Run the job again later.",
          "If many jobs start at once, spread them: STS limits requests for each account and"
              + " Region.");
    }

    @Override
    public Repeat repeat() {
      return Repeat.WITHIN_BUDGET;
    }
  }

  /** Any other refusal. */
  record Refused(StsCall call, String awsCode, int status, String message) implements StsProblem {
    @Override
    public String code() {
      return "sts-refused";
    }

    @Override
    public String what(FrontEnd words) {
      return "AWS refused sts:" + call.action();
    }

    @Override
    public List<Fact> facts() {
      return call.facts(awsCode + " (" + status + ")", message);
    }

    @Override
    public List<String> remedies(FrontEnd words) {
      return List.of("Correct what AWS names; the other facts show what it was asked.");
    }
  }
}
