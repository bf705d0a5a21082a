package io.github.rolecall.problem;

import io.github.rolecall.option.Words;
import java.util.ArrayList;
import java.util.List;

/** A profile of the AWS files does not lead to credentials. */
public sealed interface ProfileProblem extends IdentityProblem {

  /**
   * A line of an AWS file cannot be read. The line itself is not shown: it may hold a key.
   *
   * @param line counted from 1
   */
  record FileSyntax(String file, int line, String expected) implements ProfileProblem {
    @Override
    public String code() {
      return "aws-file-syntax";
    }

    @Override
    public String what(Words words) {
      return "Line " + line + " of " + file + " cannot be read";
    }

    @Override
    public List<Fact> facts() {
      return List.of(new Fact("expected", expected));
    }

    @Override
    public List<Remedy> remedies() {
      return List.of(Remedy.of("Correct line " + line + " of " + file + "."));
    }
  }

  /**
   * An AWS file is there and cannot be read.
   *
   * @param reason the kind of failure, for example AccessDeniedException
   */
  record FileUnreadable(String file, String reason) implements ProfileProblem {
    @Override
    public String code() {
      return "aws-file-unreadable";
    }

    @Override
    public String what(Words words) {
      return "The AWS file " + file + " cannot be read";
    }

    @Override
    public List<Fact> facts() {
      return List.of(new Fact("reason", reason));
    }

    @Override
    public List<Remedy> remedies() {
      return Remedy.all(
          "Let the user who runs this read the file.",
          "Or name another file: AWS_CONFIG_FILE and AWS_SHARED_CREDENTIALS_FILE.");
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
    public String code() {
      return "profile-unknown";
    }

    @Override
    public String what(Words words) {
      return "There is no profile " + profile;
    }

    @Override
    public List<Fact> facts() {
      return List.of(
          new Fact("named by", namedBy), new Fact("looked in", String.join(", ", files)));
    }

    @Override
    public List<Remedy> remedies() {
      var remedies = new ArrayList<Remedy>();
      nearest.forEach(name -> remedies.add(Remedy.of("Did you mean " + name + "?")));
      remedies.add(
          Remedy.of(
              "In the config file the section is [profile "
                  + profile
                  + "], in the credentials file ["
                  + profile
                  + "]."));
      remedies.add(Remedy.of("AWS_CONFIG_FILE and AWS_SHARED_CREDENTIALS_FILE name other files."));
      return remedies;
    }
  }

  /** A profile lacks a setting, or has one that cannot be meant. */
  record Unusable(String profile, String reason, String remedy) implements ProfileProblem {
    @Override
    public String code() {
      return "profile-unusable";
    }

    @Override
    public String what(Words words) {
      return "The profile " + profile + " leads to no credentials: " + reason;
    }

    @Override
    public List<Remedy> remedies() {
      return Remedy.all(
          remedy,
          "No other source was tried, on purpose: the one that is configured is the one that is"
              + " used.");
    }
  }

  /**
   * Profiles name each other as sources.
   *
   * @param profiles in the order in which they do, the first one again at the end
   */
  record Cycle(List<String> profiles) implements ProfileProblem {
    @Override
    public String code() {
      return "profile-cycle";
    }

    @Override
    public String what(Words words) {
      return "Profiles name each other as source_profile, so none of them has credentials";
    }

    @Override
    public List<Fact> facts() {
      return List.of(new Fact("cycle", String.join(" -> ", profiles)));
    }

    @Override
    public List<Remedy> remedies() {
      return List.of(
          Remedy.of(
              "Let one of them have credentials of its own: keys, credential_process, SSO, or a"
                  + " credential_source."));
    }
  }

  /** A role wants a code of a device, and there is nobody to type it. */
  record CodeNeeded(String profile, String device) implements ProfileProblem {
    @Override
    public String code() {
      return "mfa-code-needed";
    }

    @Override
    public String what(Words words) {
      return "The profile " + profile + " asks for an MFA code, and nobody can type it here";
    }

    @Override
    public List<Fact> facts() {
      return List.of(new Fact("mfa_serial", device));
    }

    @Override
    public List<Remedy> remedies() {
      return Remedy.all(
          "In CI, use the token of the job instead of the profile: a role that trusts the CI"
              + " system's issuer.",
          "On your own machine, run it in a terminal, without the variable CI.");
    }
  }

  /** The AWS CLI's log-in to SSO is missing or over. */
  record LoginNeeded(String profile, String reason) implements ProfileProblem {
    @Override
    public String code() {
      return "sso-login-needed";
    }

    @Override
    public String what(Words words) {
      return "The profile " + profile + " needs a log-in to SSO: " + reason;
    }

    @Override
    public List<Remedy> remedies() {
      return Remedy.all(
          "Log in: aws sso login --profile " + profile,
          "In CI nobody can log in: use the token of the job, and a role that trusts the CI"
              + " system's issuer.");
    }
  }
}
