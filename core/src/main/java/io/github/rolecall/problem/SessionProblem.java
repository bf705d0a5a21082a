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
          Diagnosis.of("duration-too-long", "The role session may not last that long")
              .fact("duration", seconds + " seconds")
              .facts(call.facts(awsCode, message));
      Remedy.Text hour = assign(Input.ROLE_DURATION_SECONDS, "3600");
      return message.contains("role chaining")
          ? told.remedy(
                  "A role assumed from another role lasts at most 1 hour, whatever the role allows:"
                      + " %s",
                  hour)
              .remedy("Or assume the role directly, with the token of the job.")
          : told.remedy("Ask for less: %s", hour)
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
      return said("session-too-large", "Session policies and session tags together are too large")
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
              "Correct the policy; it is an IAM policy without Principal, with a Version and"
                  + " Statements.")
          .remedy("Check the ARNs of %s too.", Input.MANAGED_SESSION_POLICIES);
    }
  }
}
