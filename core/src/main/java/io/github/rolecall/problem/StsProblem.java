package io.github.rolecall.problem;

import static io.github.rolecall.problem.Remedy.assign;

import io.github.rolecall.option.Input;
import io.github.rolecall.policy.explain.LikelyCauses;
import java.util.List;
import java.util.Optional;

/**
 * STS said no, or could not say anything. Codes and texts: STS API reference, common errors, and
 * what the service is seen to answer.
 */
public sealed interface StsProblem extends Problem
    permits WebIdentityProblem,
        SessionProblem,
        StsProblem.Denied,
        StsProblem.RegionDisabled,
        StsProblem.KeysRejected,
        StsProblem.Busy,
        StsProblem.Refused,
        StsProblem.SdkFailed {
  StsCall call();

  /** The error code in the answer. */
  String awsCode();

  /** The text in the answer. */
  String message();

  /** A diagnosis with what AWS said, and what it was asked. */
  default Diagnosis said(String code, String what, Object... values) {
    return Diagnosis.of(code).what(what, values).facts(call().facts(awsCode(), message()));
  }

  /** {@code AccessDenied}: trust policy, missing role, wrong account, all with the same text. */
  record Denied(StsCall call, String awsCode, String message) implements StsProblem {
    @Override
    public Diagnosis diagnosis() {
      return said("role-denied", "AWS denied sts:%s", call.action())
          .remedies(Denials.remedies(call, message))
          .repeat(Repeat.BRIEFLY);
    }

    @Override
    public Optional<String> attachment() {
      return Denials.likelyCauses(call)
          .map(LikelyCauses::trustPolicy)
          .map(policy -> "A trust policy that lets only this job assume the role:\n" + policy);
    }
  }

  /** {@code RegionDisabledException}: STS is switched off in that Region for the account. */
  record RegionDisabled(StsCall call, String awsCode, String message) implements StsProblem {
    @Override
    public Diagnosis diagnosis() {
      return said(
              "region-disabled", "STS is not active in Region %s for this account", call.region())
          .remedy("Use an enabled Region: %s", assign(Input.AWS_REGION, "<region>"))
          .remedy("Or activate STS in the Region: IAM console, Account settings, STS endpoints.");
    }
  }

  /** The keys that signed the call are not valid, or not any more. */
  record KeysRejected(StsCall call, String awsCode, String message) implements StsProblem {
    @Override
    public Diagnosis diagnosis() {
      return said("keys-rejected", "AWS rejected the credentials that signed sts:%s", call.action())
          .because(call.clockThatHidesEnd())
          .remedies(StsMessages.remedies(call, message).orElseGet(this::byCode));
    }

    private List<Remedy> byCode() {
      return switch (awsCode) {
        case "ExpiredToken" ->
            Remedy.all(
                "The credentials have expired: get new credentials, then run the job again.");
        case "SignatureDoesNotMatch" ->
            Remedy.all(
                "Enter the secret access key again: it does not belong to the access"
                    + " key id, or it has extra whitespace.");
        default ->
            List.of(
                Remedy.of(
                    "Check that the access key exists and is active, and that it belongs to the"
                        + " partition of Region %s.",
                    call.region()),
                Remedy.of("If the key starts with ASIA, also set its session token."));
      };
    }
  }

  /** Throttling and faults of the service, which pass. */
  record Busy(StsCall call, String awsCode, int status, String message) implements StsProblem {
    @Override
    public Diagnosis diagnosis() {
      return Diagnosis.of("sts-busy", "STS kept returning errors")
          .repeat(again())
          .fact("status", status)
          .facts(call.facts(awsCode, message))
          .remedy("Run the job again later.")
          .remedy(
              "If many jobs start at once, start them at different times: STS limits"
                  + " requests per account and Region.");
    }

    /** An answer that cannot be read has status 200, throttling most often 400. */
    private Repeat again() {
      return status == 200
          ? Repeat.WITHIN_BUDGET
          : status < 500 ? Repeat.WHILE_TIME_IS_LEFT : Repeat.of(status);
    }
  }

  /** Any other refusal. */
  record Refused(StsCall call, String awsCode, int status, String message) implements StsProblem {
    @Override
    public Diagnosis diagnosis() {
      return Diagnosis.of("sts-refused")
          .what("AWS refused sts:%s", call.action())
          .facts(call.facts(awsCode + " (" + status + ")", message))
          .remedies(StsMessages.remedies(call, message).orElseGet(this::byCode));
    }

    private List<Remedy> byCode() {
      return awsCode.equals("OptInRequired")
          ? List.of(
              Remedy.of(
                  "The account has not enabled Region %s: enable it, or use another Region: %s",
                  call.region(), assign(Input.AWS_REGION, "<region>")))
          : Remedy.all("Correct what AWS names. The other facts show the request.");
    }
  }

  /**
   * The AWS SDK for Java failed, before STS had answered.
   *
   * @param awsCode the kind of its exception
   * @param message what it said, without secrets
   */
  record SdkFailed(StsCall call, String awsCode, String message) implements StsProblem {
    @Override
    public Diagnosis diagnosis() {
      return Diagnosis.of("sdk-failed")
          .what("The AWS SDK for Java could not make the call sts:%s", call.action())
          .fact("the SDK says", message.isEmpty() ? awsCode : awsCode + ": " + message)
          .facts(call.facts())
          .remedy(
              "Correct the value that the SDK names, for example a session token with"
                  + " a line break.")
          .remedy(
              "If it names none of your values, please report it, with this message:"
                  + " https://github.com/rolecall/rolecall/issues");
    }
  }
}
