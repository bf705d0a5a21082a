package io.github.rolecall.problem;

import io.github.rolecall.option.FrontEnd;
import java.util.List;
import java.util.Optional;

/** A profile of the AWS files does not provide credentials. */
public sealed interface ProfileProblem extends IdentityProblem {

  /** A line, counted from 1, that cannot be parsed. It is not shown: it may contain a key. */
  record FileSyntax(String file, int line, String expected) implements ProfileProblem {
    @Override
    public Diagnosis diagnosis() {
      return Diagnosis.of("aws-file-syntax")
          .what("Line %s of %s cannot be read", line, file)
          .fact("expected", expected)
          .remedy("Correct line %s of %s.", line, file);
    }
  }

  /**
   * An AWS file exists but cannot be read; the reason is the kind of failure, such as
   * AccessDeniedException.
   */
  record FileUnreadable(String file, String reason) implements ProfileProblem {
    @Override
    public Diagnosis diagnosis() {
      return Diagnosis.of("aws-file-unreadable")
          .what("Could not read the AWS file %s", file)
          .fact("reason", reason)
          .remedy("Give the current user permission to read the file.")
          .remedy("Or use another file: set AWS_CONFIG_FILE and AWS_SHARED_CREDENTIALS_FILE.");
    }
  }

  /**
   * There is no such profile.
   *
   * @param namedBy what names it: the user, or another profile
   * @param nearest names that look like it
   */
  record NoProfile(String profile, String namedBy, List<String> files, List<String> nearest)
      implements ProfileProblem {
    /** A secret in the wrong place is not shown. */
    public NoProfile {
      profile = CredentialShape.shown(profile);
    }

    @Override
    public Diagnosis diagnosis() {
      return Diagnosis.of("profile-unknown")
          .what("There is no profile %s", profile)
          .fact("named by", namedBy)
          .fact("searched files", String.join(", ", files))
          .remedies(nearest.stream().map(name -> Remedy.of("Did you mean %s?", name)).toList())
          .remedy(
              "In the config file the section is [profile %s], in the credentials file [%s].",
              profile, profile)
          .remedy("To use other files, set AWS_CONFIG_FILE and AWS_SHARED_CREDENTIALS_FILE.");
    }
  }

  /** A profile lacks a setting, or has an invalid one. */
  record Unusable(String profile, String reason, String remedy) implements ProfileProblem {
    @Override
    public Diagnosis diagnosis() {
      return Diagnosis.of("profile-unusable")
          .what("The profile %s leads to no credentials: %s", profile, reason)
          .remedy(remedy)
          .remedy(
              "Or configure another source. Rolecall uses only the configured source,"
                  + " and tries no other.");
    }
  }

  /** Profiles name each other as sources, in this order, the first one again at the end. */
  record Cycle(List<String> profiles) implements ProfileProblem {
    @Override
    public Diagnosis diagnosis() {
      return Diagnosis.of(
              "profile-cycle",
              "Profiles name each other as source_profile, so none of them has credentials")
          .fact("cycle", String.join(" -> ", profiles))
          .remedy(
              "Give one of the profiles its own credentials: access keys,"
                  + " credential_process, SSO, or a credential_source.");
    }
  }

  /** A role requires an MFA code, and there is no terminal where the user can enter it. */
  record CodeNeeded(String profile, String device) implements ProfileProblem {
    @Override
    public Diagnosis diagnosis() {
      return Diagnosis.of("mfa-code-needed")
          .what(
              "The profile %s requires an MFA code, and there is no terminal to enter it", profile)
          .fact("mfa_serial", device)
          .remedy(
              "In CI, do not use the profile: assume a role that trusts the issuer of"
                  + " the CI system, with the token of the job.")
          .remedy(
              "On your own machine, run it in a terminal, and unset the environment"
                  + " variable CI.");
    }
  }

  /**
   * There is no such {@code [sso-session]} section.
   *
   * @param namedBy what names it
   * @param sessions those that there are
   */
  record NoSession(String session, String namedBy, String file, List<String> sessions)
      implements ProfileProblem {
    /** A secret in the wrong place is not shown. */
    public NoSession {
      session = CredentialShape.shown(session);
    }

    @Override
    public Diagnosis diagnosis() {
      return Diagnosis.of("sso-session-unknown")
          .what("The section [sso-session %s] does not exist", session)
          .fact("named by", namedBy)
          .fact("searched files", file)
          .fact("existing sessions", sessions.isEmpty() ? "none" : String.join(", ", sessions))
          .remedy("Correct the name, or create the session: rolecall configure sso");
    }
  }

  /**
   * The sign-in to IAM Identity Center is missing or over.
   *
   * @param clock that of this machine, where it kept us from knowing that
   */
  record LoginNeeded(String profile, String reason, Optional<ClockSkew> clock)
      implements ProfileProblem {
    /** Whatever time it is. */
    public LoginNeeded(String profile, String reason) {
      this(profile, reason, Optional.empty());
    }

    @Override
    public Diagnosis diagnosis() {
      return Diagnosis.of("sso-login-needed")
          .what("The profile %s needs a sign-in to IAM Identity Center: %s", profile, reason)
          .remedy(
              "Sign in: %s (or aws sso login --profile %s)",
              Remedy.in(
                  FrontEnd.MAVEN,
                  "mvn credentials:sso-login -Dcredentials.sourceProfile=" + profile,
                  "rolecall sso login --profile " + profile),
              profile)
          .remedy(
              "In CI nobody can sign in. Assume a role that trusts the issuer of the"
                  + " CI system, with the token of the job.")
          .because(clock);
    }
  }
}
