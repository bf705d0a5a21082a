package io.github.rolecall;

import java.util.List;

/** There is nobody to start from: no token, no keys, no credentials. */
public sealed interface IdentityProblem extends Problem {

  /**
   * The CI system is known, but this job has no token. Why, and what to change, only the file of
   * that CI system can say.
   *
   * @param code stable name, for example {@code no-id-token-permission}
   * @param remedies what to change in that CI system's configuration
   */
  record NoIdToken(String code, String what, List<Fact> facts, List<String> remedies)
      implements IdentityProblem {
    @Override
    public String what(FrontEnd words) {
      return what;
    }

    @Override
    public List<String> remedies(FrontEnd words) {
      return remedies;
    }
  }

  /** No keys, no token, and nothing in the places where AWS tools look. */
  record NoCredentials(List<Fact> facts, List<String> remedies) implements IdentityProblem {
    @Override
    public String code() {
      return "no-credentials";
    }

    @Override
    public String what(FrontEnd words) {
      return "There are no AWS credentials to start from";
    }

    @Override
    public List<String> remedies(FrontEnd words) {
      return remedies;
    }
  }

  /** The one source of credentials that is configured does not deliver. */
  record SourceFailed(String source, String reason) implements IdentityProblem {
    @Override
    public String code() {
      return "source-failed";
    }

    @Override
    public String what(FrontEnd words) {
      return "No credentials came from " + source;
    }

    @Override
    public List<Fact> facts() {
      return List.of(new Fact("reason", reason));
    }

    @Override
    public List<String> remedies(FrontEnd words) {
      return List.of(
          "Correct what the reason names. No other source was tried, on purpose: the first one that"
              + " is configured is the one that is used.",
          "If the profile logs in through SSO, let the AWS CLI give the keys: a profile with"
              + " credential_process = aws configure export-credentials --profile <profile>");
    }
  }

  /** An environment variable that should hold a secret, named by an input, is not set. */
  record VariableMissing(String input, String variable) implements IdentityProblem {
    @Override
    public String code() {
      return "variable-missing";
    }

    @Override
    public String what(FrontEnd words) {
      return "The environment variable " + variable + ", named by " + input + ", is not set";
    }

    @Override
    public List<String> remedies(FrontEnd words) {
      return List.of(
          "Set " + variable + " in the job, or correct the name in " + input + ".",
          "If it is a protected variable of the CI system: this job must run on a protected branch"
              + " to get it.");
    }
  }
}
