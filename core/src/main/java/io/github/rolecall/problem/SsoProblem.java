package io.github.rolecall.problem;

import java.time.Duration;
import java.util.Locale;

/** A sign-in to IAM Identity Center failed. No token was saved. */
public sealed interface SsoProblem extends IdentityProblem {

  /**
   * SSO OIDC or the access portal refuses a call.
   *
   * @param operation {@code sso-oidc:CreateToken}
   * @param error the code; empty when the answer has none
   * @param description the text of AWS
   */
  record Refused(String operation, int status, String error, String description)
      implements SsoProblem {

    /** Returns whether the service failed, and did not refuse on purpose. */
    public boolean isFault() {
      return status == 429 || status >= 500;
    }

    @Override
    public Diagnosis diagnosis() {
      return Diagnosis.of("sso-refused")
          .what("IAM Identity Center refused %s", operation)
          .fact("status", String.valueOf(status))
          .facts(Fact.unlessBlank("error", error))
          .facts(Fact.unlessBlank("answer", description))
          .remedy(
              "Compare the start URL and the Region (sso_start_url, sso_region) with those in the"
                  + " settings of IAM Identity Center.")
          .remedy("If both are right, sign in again.");
    }

    @Override
    public Repeat repeat() {
      boolean tooFast = error.equals("slow_down") && !operation.endsWith(":CreateToken");
      return tooFast ? Repeat.WHILE_TIME_IS_LEFT : Repeat.of(status);
    }
  }

  /** The user declined, or is not allowed to sign in. */
  record Denied(String session, String reason) implements SsoProblem {

    /** Makes a problem with the reason from the browser, if it has the form of an error code. */
    public static Denied of(String session, String reason) {
      return new Denied(session, reason.matches("[a-z_ ]{1,40}") ? reason : "not shown");
    }

    @Override
    public Diagnosis diagnosis() {
      return Diagnosis.of("sso-denied")
          .what("The sign-in to %s was denied", session)
          .fact("reason", reason)
          .remedy("Sign in again, and choose Allow access on the page.")
          .remedy(
              "If the page says that you have no access, ask the administrator of IAM"
                  + " Identity Center.");
    }
  }

  /** The user did not sign in within the time limit. */
  record TimedOut(String session, Duration limit) implements SsoProblem {
    @Override
    public Diagnosis diagnosis() {
      return Diagnosis.of("sso-timed-out")
          .what("The sign-in to %s was not completed in time", session)
          .fact("limit", limit.toSeconds() + " seconds")
          .remedy("Sign in again, and open the page that Rolecall prints.")
          .remedy(
              "If the browser runs on another machine, use a code: rolecall sso login"
                  + " --use-device-code");
    }
  }

  /** The redirect of the browser cannot use this port. */
  record PortUnusable(int port, String reason) implements SsoProblem {
    @Override
    public Diagnosis diagnosis() {
      return Diagnosis.of("sso-port-unusable")
          .what(
              port == 0
                  ? "Could not open a port of 127.0.0.1 for the sign-in"
                  : "Port " + port + " of 127.0.0.1 cannot be used for the sign-in")
          .fact("reason", reason.toLowerCase(Locale.ROOT))
          .remedy("Choose another port, or none: Rolecall then uses any free port.")
          .remedy("Or sign in with a code: rolecall sso login --use-device-code");
    }
  }

  /** The user has no account or role to choose. */
  record NothingAssigned(String what, String session) implements SsoProblem {
    @Override
    public Diagnosis diagnosis() {
      return Diagnosis.of("sso-nothing-assigned")
          .what("IAM Identity Center lists no %s", what)
          .fact("session", session)
          .remedy(
              "Ask the administrator of IAM Identity Center to assign you an account with"
                  + " a role.")
          .remedy(
              "If you have several users, sign out in the browser and sign in as the other"
                  + " one.");
    }
  }

  /**
   * A question without a user to answer it.
   *
   * @param option the option that answers it
   */
  record AnswerNeeded(String question, String option) implements SsoProblem {
    @Override
    public Diagnosis diagnosis() {
      return Diagnosis.of("answer-needed")
          .what("Rolecall needs an answer, and there is no terminal: %s", question)
          .remedy("Set the option: %s", option)
          .remedy("Or run the command in a terminal.");
    }
  }
}
