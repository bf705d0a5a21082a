package io.github.rolecall.problem;

import static io.github.rolecall.problem.Remedy.assign;

import io.github.rolecall.model.RoleArn;
import io.github.rolecall.option.Input;

/** STS would let us assume the role, but not for a session like the one that was asked for. */
public sealed interface SessionProblem extends StsProblem {

  /** {@code ValidationError}: the session would be longer than the role or chaining allows. */
  record DurationTooLong(StsCall call, String awsCode, String message, int seconds)
      implements SessionProblem {
    @Override
    public Diagnosis diagnosis() {
      Diagnosis told =
          Diagnosis.of("duration-too-long", "The role session is longer than AWS allows")
              .fact("duration", seconds + " seconds")
              .facts(call.facts(awsCode, message));
      Remedy.Text hour = assign(Input.ROLE_DURATION_SECONDS, "3600");
      return message.contains("role chaining")
          ? told.remedy("In a role chain, a session lasts at most 1 hour: %s", hour)
              .remedy("Or assume the role directly, with the token of the job.")
          : told.remedy("Request a shorter session: %s", hour)
              .remedy(
                  "Or raise the role's maximum session duration: aws iam update-role --role-name %s"
                      + " --max-session-duration %s",
                  call.role().map(RoleArn::name).orElse("<role>"), seconds);
    }
  }

  /** {@code PackedPolicyTooLarge}: session policies and tags do not fit. */
  record SessionTooLarge(StsCall call, String awsCode, String message) implements SessionProblem {
    @Override
    public Diagnosis diagnosis() {
      return said(
              "session-too-large", "The session policies and session tags together are too large")
          .remedy("Shorten %s or %s.", Input.INLINE_SESSION_POLICY, Input.CUSTOM_TAGS)
          .remedy("Or send no tags: %s", assign(Input.ROLE_SKIP_SESSION_TAGGING, "true"));
    }
  }

  /** {@code MalformedPolicyDocument}: the session policy is no policy. */
  record PolicyMalformed(StsCall call, String awsCode, String message) implements SessionProblem {
    @Override
    public Diagnosis diagnosis() {
      return said(
              "session-policy-malformed",
              "AWS cannot read the policy of %s",
              Input.INLINE_SESSION_POLICY)
          .remedy(
              "Correct the policy: an IAM policy with Version and Statement, without Principal.")
          .remedy("Also check the ARNs in %s.", Input.MANAGED_SESSION_POLICIES);
    }
  }
}
