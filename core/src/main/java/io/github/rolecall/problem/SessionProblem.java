package io.github.rolecall.problem;

import io.github.rolecall.model.RoleArn;
import io.github.rolecall.option.Input;
import io.github.rolecall.option.Words;
import java.util.ArrayList;
import java.util.List;

/** STS would let us assume the role, but not for a session like the one that was asked for. */
public sealed interface SessionProblem extends StsProblem {

  /** {@code ValidationError}: the session would be longer than the role or chaining allows. */
  record DurationTooLong(StsCall call, String message, int seconds) implements SessionProblem {
    @Override
    public String code() {
      return "duration-too-long";
    }

    @Override
    public String what(Words words) {
      return "The role session may not last that long";
    }

    @Override
    public String awsCode() {
      return "ValidationError";
    }

    @Override
    public List<Fact> facts() {
      var facts = new ArrayList<Fact>();
      facts.add(new Fact("duration", seconds + " seconds"));
      facts.addAll(SessionProblem.super.facts());
      return facts;
    }

    @Override
    public List<Remedy> remedies() {
      return message.contains("role chaining")
          ? List.of(
              Remedy.of(
                  words ->
                      "A role assumed from another role lasts at most 1 hour, whatever the role"
                          + " allows: "
                          + words.assign(Input.ROLE_DURATION_SECONDS, "3600")),
              Remedy.of("Or assume the role directly, with the token of the job."))
          : List.of(
              Remedy.of(
                  words -> "Ask for less: " + words.assign(Input.ROLE_DURATION_SECONDS, "3600")),
              Remedy.of(
                  "Or raise the role's maximum session duration: aws iam update-role --role-name "
                      + call.role().map(RoleArn::name).orElse("<role>")
                      + " --max-session-duration "
                      + seconds));
    }
  }

  /** {@code PackedPolicyTooLarge}: session policies and tags do not fit. */
  record SessionTooLarge(StsCall call, String message) implements SessionProblem {
    @Override
    public String code() {
      return "session-too-large";
    }

    @Override
    public String what(Words words) {
      return "Session policies and session tags together are too large";
    }

    @Override
    public String awsCode() {
      return "PackedPolicyTooLarge";
    }

    @Override
    public List<Remedy> remedies() {
      return List.of(
          Remedy.of(
              words ->
                  "Shorten "
                      + words.spell(Input.INLINE_SESSION_POLICY)
                      + " or "
                      + words.spell(Input.CUSTOM_TAGS)
                      + "."),
          Remedy.of(
              words ->
                  "Or send no tags: " + words.assign(Input.ROLE_SKIP_SESSION_TAGGING, "true")));
    }
  }

  /** {@code MalformedPolicyDocument}: the session policy is no policy. */
  record PolicyMalformed(StsCall call, String message) implements SessionProblem {
    @Override
    public String code() {
      return "session-policy-malformed";
    }

    @Override
    public String what(Words words) {
      return "AWS cannot read the policy of " + words.spell(Input.INLINE_SESSION_POLICY);
    }

    @Override
    public String awsCode() {
      return "MalformedPolicyDocument";
    }

    @Override
    public List<Remedy> remedies() {
      return List.of(
          Remedy.of(
              "Correct the policy; it is an IAM policy without Principal, with a Version and"
                  + " Statements."),
          Remedy.of(
              words ->
                  "Check the ARNs of " + words.spell(Input.MANAGED_SESSION_POLICIES) + " too."));
    }
  }
}
