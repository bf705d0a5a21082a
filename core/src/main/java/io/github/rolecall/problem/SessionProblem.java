package io.github.rolecall.problem;

import io.github.rolecall.model.RoleArn;
import io.github.rolecall.option.Input;

/** STS would let us assume the role, but not for a session like the one that was asked for. */
public sealed interface SessionProblem extends StsProblem {

  /** {@code ValidationError}: the session would be longer than the role or chaining allows. */
  record DurationTooLong(StsCall call, String message, int seconds) implements SessionProblem {
    @Override
    public Diagnosis diagnosis() {
      Diagnosis told =
          Diagnosis.of("duration-too-long", "The role session may not last that long")
              .fact("duration", seconds + " seconds")
              .facts(call.facts(awsCode(), message));
      return message.contains("role chaining") ? chained(told) : ofRole(told);
    }

    private static Diagnosis chained(Diagnosis told) {
      return told.remedy(
              words ->
                  "A role assumed from another role lasts at most 1 hour, whatever the role allows:"
                      + " "
                      + words.assign(Input.ROLE_DURATION_SECONDS, "3600"))
          .remedy("Or assume the role directly, with the token of the job.");
    }

    private Diagnosis ofRole(Diagnosis told) {
      return told.remedy(
              words -> "Ask for less: " + words.assign(Input.ROLE_DURATION_SECONDS, "3600"))
          .remedy(
              "Or raise the role's maximum session duration: aws iam update-role --role-name "
                  + call.role().map(RoleArn::name).orElse("<role>")
                  + " --max-session-duration "
                  + seconds);
    }

    @Override
    public String awsCode() {
      return "ValidationError";
    }
  }

  /** {@code PackedPolicyTooLarge}: session policies and tags do not fit. */
  record SessionTooLarge(StsCall call, String message) implements SessionProblem {
    @Override
    public Diagnosis diagnosis() {
      return said("session-too-large", "Session policies and session tags together are too large")
          .remedy(
              words ->
                  "Shorten "
                      + words.spell(Input.INLINE_SESSION_POLICY)
                      + " or "
                      + words.spell(Input.CUSTOM_TAGS)
                      + ".")
          .remedy(
              words -> "Or send no tags: " + words.assign(Input.ROLE_SKIP_SESSION_TAGGING, "true"));
    }

    @Override
    public String awsCode() {
      return "PackedPolicyTooLarge";
    }
  }

  /** {@code MalformedPolicyDocument}: the session policy is no policy. */
  record PolicyMalformed(StsCall call, String message) implements SessionProblem {
    @Override
    public Diagnosis diagnosis() {
      return said(
              "session-policy-malformed",
              words -> "AWS cannot read the policy of " + words.spell(Input.INLINE_SESSION_POLICY))
          .remedy(
              "Correct the policy; it is an IAM policy without Principal, with a Version and"
                  + " Statements.")
          .remedy(
              words ->
                  "Check the ARNs of " + words.spell(Input.MANAGED_SESSION_POLICIES) + " too.");
    }

    @Override
    public String awsCode() {
      return "MalformedPolicyDocument";
    }
  }
}
