package io.github.rolecall.problem;

import static io.github.rolecall.problem.Remedy.assign;

import io.github.rolecall.model.CallerIdentity;
import io.github.rolecall.option.Input;
import java.util.List;
import java.util.Optional;

/** The credentials are real, but not the ones that the user allows. Nothing was exported. */
public sealed interface GuardProblem extends Problem {

  /** What to do about credentials of the wrong account; this one would do. */
  private static List<Remedy> otherAccount(Optional<String> source, String account) {
    Remedy.Text role = assign(Input.ROLE_TO_ASSUME, "arn:aws:iam::" + account + ":role/<name>");
    return source.isEmpty()
        ? List.of(Remedy.of("Correct the account in %s.", Input.ROLE_TO_ASSUME))
        : List.of(
            Remedy.of("Use credentials of another account: these come from %s.", source.get()),
            Remedy.of("Or assume a role of the right account: %s", role));
  }

  /**
   * The account is none of the allowed ones.
   *
   * @param source whose credentials they are; empty: those of the role that was assumed
   */
  record AccountNotAllowed(CallerIdentity actual, List<String> allowed, Optional<String> source)
      implements GuardProblem {
    @Override
    public Diagnosis diagnosis() {
      return Diagnosis.of("account-not-allowed")
          .what(
              "The credentials belong to an account that %s does not allow",
              Input.ALLOWED_ACCOUNT_IDS)
          .difference("account", String.join(", ", allowed), actual.account())
          .fact("identity", actual.arn())
          .remedies(otherAccount(source, allowed.get(0)))
          .remedy(
              "Or, if the account is right, add %s to %s.",
              actual.account(), Input.ALLOWED_ACCOUNT_IDS);
    }
  }

  /** The account is one of the forbidden ones; the source as in {@link AccountNotAllowed}. */
  record AccountForbidden(CallerIdentity actual, Optional<String> source) implements GuardProblem {
    @Override
    public Diagnosis diagnosis() {
      return Diagnosis.of("account-forbidden")
          .what("The credentials belong to an account that %s forbids", Input.FORBIDDEN_ACCOUNT_IDS)
          .fact("account", actual.account())
          .fact("identity", actual.arn())
          .remedies(otherAccount(source, "<account id>"))
          .remedy("Or, if the account is right, remove it from %s.", Input.FORBIDDEN_ACCOUNT_IDS);
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
    public Diagnosis diagnosis() {
      return Diagnosis.of("existing-credentials-refused")
          .what(
              "The existing credentials belong to an account that %s%s",
              guard(), forbidden ? " forbids" : " does not allow")
          .fact("account", actual.account())
          .fact("identity", actual.arn())
          .remedy(
              "Remove %s, so that Rolecall assumes the role and ignores existing credentials.",
              Input.USE_EXISTING_CREDENTIALS)
          .remedy(
              "Or remove the credentials of account %s from the job, or correct %s.",
              actual.account(), guard());
    }

    private Input guard() {
      return forbidden ? Input.FORBIDDEN_ACCOUNT_IDS : Input.ALLOWED_ACCOUNT_IDS;
    }
  }

  /** No secret access key without special characters came. */
  record SpecialCharacters(int attempts) implements GuardProblem {
    @Override
    public Diagnosis diagnosis() {
      return Diagnosis.of("special-characters")
          .what(
              "AWS issued %s secret access keys, and all have special characters,"
                  + " which %s excludes",
              attempts, Input.SPECIAL_CHARACTERS_WORKAROUND)
          .remedy("Run the job again: about one key in four has no special characters.")
          .remedy(
              "Better: remove %s, and quote the key where you use it.",
              Input.SPECIAL_CHARACTERS_WORKAROUND);
    }
  }

  /** An explanation that was asked for says that AWS is sure to refuse. */
  record WouldBeDenied() implements GuardProblem {
    @Override
    public Diagnosis diagnosis() {
      return Diagnosis.of("would-be-denied", "AWS would not let this job assume the role")
          .remedy("Change the trust policy or the job, as the explanation above says.");
    }
  }
}
