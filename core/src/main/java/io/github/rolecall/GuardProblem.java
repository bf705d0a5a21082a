package io.github.rolecall;

import java.util.List;

/** The credentials are real, but not the ones that the user allows. Nothing was handed on. */
public sealed interface GuardProblem extends Problem {

  /** The account is none of the allowed ones. */
  record AccountNotAllowed(CallerIdentity actual, List<String> allowed) implements GuardProblem {
    @Override
    public String code() {
      return "account-not-allowed";
    }

    @Override
    public String what(FrontEnd words) {
      return "The credentials belong to an account that "
          + words.spell(Input.ALLOWED_ACCOUNT_IDS)
          + " does not allow";
    }

    @Override
    public List<Fact> facts() {
      return List.of(
          Fact.difference("account", String.join(", ", allowed), actual.account()),
          new Fact("identity", actual.arn()));
    }

    @Override
    public List<String> remedies(FrontEnd words) {
      return List.of(
          "Correct the account in " + words.spell(Input.ROLE_TO_ASSUME) + ".",
          "Or, if the account is right, add " + actual.account() + " to the allowed ones.");
    }
  }

  /** The account is one of the forbidden ones. */
  record AccountForbidden(CallerIdentity actual) implements GuardProblem {
    @Override
    public String code() {
      return "account-forbidden";
    }

    @Override
    public String what(FrontEnd words) {
      return "The credentials belong to an account that "
          + words.spell(Input.FORBIDDEN_ACCOUNT_IDS)
          + " forbids";
    }

    @Override
    public List<Fact> facts() {
      return List.of(new Fact("account", actual.account()), new Fact("identity", actual.arn()));
    }

    @Override
    public List<String> remedies(FrontEnd words) {
      return List.of(
          "Correct the account in " + words.spell(Input.ROLE_TO_ASSUME) + ".",
          "Or, if the account is right, remove it from the forbidden ones.");
    }
  }

  /**
   * The credentials that the environment already has, and that the user wants to keep, are of an
   * account that a guard refuses. They would stay for later steps if the run went on without them.
   *
   * @param forbidden whether the account is a forbidden one; otherwise it is none of the allowed
   */
  record ExistingRefused(CallerIdentity actual, boolean forbidden) implements GuardProblem {
    @Override
    public String code() {
      return "existing-credentials-refused";
    }

    @Override
    public String what(FrontEnd words) {
      return "The existing credentials belong to an account that "
          + words.spell(guard())
          + (forbidden ? " forbids" : " does not allow");
    }

    private Input guard() {
      return forbidden ? Input.FORBIDDEN_ACCOUNT_IDS : Input.ALLOWED_ACCOUNT_IDS;
    }

    @Override
    public List<Fact> facts() {
      return List.of(new Fact("account", actual.account()), new Fact("identity", actual.arn()));
    }

    @Override
    public List<String> remedies(FrontEnd words) {
      return List.of(
          "Remove "
              + words.spell(Input.USE_EXISTING_CREDENTIALS)
              + ", so that the role is assumed whatever credentials there are.",
          "Or remove the credentials of account "
              + actual.account()
              + " from the job, or correct "
              + words.spell(guard())
              + ".");
    }
  }

  /** No secret access key without special characters came. */
  record SpecialCharacters(int attempts) implements GuardProblem {
    @Override
    public String code() {
      return "special-characters";
    }

    @Override
    public String what(FrontEnd words) {
      return "All "
          + attempts
          + " secret access keys that AWS issued have special characters, which "
          + words.spell(Input.SPECIAL_CHARACTERS_WORKAROUND)
          + " excludes";
    }

    @Override
    public List<String> remedies(FrontEnd words) {
      return List.of(
          "Run the job again: about one key in four has none.",
          "Better, remove "
              + words.spell(Input.SPECIAL_CHARACTERS_WORKAROUND)
              + " and quote the key where it is used.");
    }
  }

  /** An explanation that was asked for says that AWS is sure to refuse. */
  record WouldBeDenied() implements GuardProblem {
    @Override
    public String code() {
      return "would-be-denied";
    }

    @Override
    public String what(FrontEnd words) {
      return "AWS would refuse this job the role";
    }

    @Override
    public List<String> remedies(FrontEnd words) {
      return List.of("Change the trust policy, or the job, as the explanation above says.");
    }
  }
}
