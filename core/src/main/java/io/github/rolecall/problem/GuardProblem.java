package io.github.rolecall.problem;

import io.github.rolecall.model.CallerIdentity;
import io.github.rolecall.option.Input;
import java.util.List;
import java.util.Optional;

/** The credentials are real, but not the ones that the user allows. Nothing was handed on. */
public sealed interface GuardProblem extends Problem {

  /**
   * What to do about credentials of the wrong account.
   *
   * @param source whose they are, where no role was assumed
   * @param account one that would do
   */
  private static List<Remedy> otherAccount(Optional<String> source, String account, Remedy guard) {
    return source
        .map(
            from ->
                List.of(
                    Remedy.of("Use credentials of another account: these come from " + from + "."),
                    Remedy.of(
                        words ->
                            "Or assume a role of the right account: "
                                + words.assign(
                                    Input.ROLE_TO_ASSUME,
                                    "arn:aws:iam::" + account + ":role/<name>")),
                    guard))
        .orElseGet(
            () ->
                List.of(
                    Remedy.of(
                        words ->
                            "Correct the account in " + words.spell(Input.ROLE_TO_ASSUME) + "."),
                    guard));
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
      return Diagnosis.of(
              "account-not-allowed",
              words ->
                  "The credentials belong to an account that "
                      + words.spell(Input.ALLOWED_ACCOUNT_IDS)
                      + " does not allow")
          .facts(
              List.of(
                  Fact.difference("account", String.join(", ", allowed), actual.account()),
                  new Fact("identity", actual.arn())))
          .remedies(
              otherAccount(
                  source,
                  allowed.get(0),
                  Remedy.of(
                      words ->
                          "Or, if the account is right, add "
                              + actual.account()
                              + " to "
                              + words.spell(Input.ALLOWED_ACCOUNT_IDS)
                              + ".")));
    }
  }

  /**
   * The account is one of the forbidden ones.
   *
   * @param source whose credentials they are; empty: those of the role that was assumed
   */
  record AccountForbidden(CallerIdentity actual, Optional<String> source) implements GuardProblem {
    @Override
    public Diagnosis diagnosis() {
      return Diagnosis.of(
              "account-forbidden",
              words ->
                  "The credentials belong to an account that "
                      + words.spell(Input.FORBIDDEN_ACCOUNT_IDS)
                      + " forbids")
          .fact("account", actual.account())
          .fact("identity", actual.arn())
          .remedies(
              otherAccount(
                  source,
                  "<account id>",
                  Remedy.of(
                      words ->
                          "Or, if the account is right, remove it from "
                              + words.spell(Input.FORBIDDEN_ACCOUNT_IDS)
                              + ".")));
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
      return Diagnosis.of(
              "existing-credentials-refused",
              words ->
                  "The existing credentials belong to an account that "
                      + words.spell(guard())
                      + (forbidden ? " forbids" : " does not allow"))
          .fact("account", actual.account())
          .fact("identity", actual.arn())
          .remedy(
              words ->
                  "Remove "
                      + words.spell(Input.USE_EXISTING_CREDENTIALS)
                      + ", so that the role is assumed whatever credentials there are.")
          .remedy(
              words ->
                  "Or remove the credentials of account "
                      + actual.account()
                      + " from the job, or correct "
                      + words.spell(guard())
                      + ".");
    }

    private Input guard() {
      return forbidden ? Input.FORBIDDEN_ACCOUNT_IDS : Input.ALLOWED_ACCOUNT_IDS;
    }
  }

  /** No secret access key without special characters came. */
  record SpecialCharacters(int attempts) implements GuardProblem {
    @Override
    public Diagnosis diagnosis() {
      return Diagnosis.of(
              "special-characters",
              words ->
                  "All "
                      + attempts
                      + " secret access keys that AWS issued have special characters, which "
                      + words.spell(Input.SPECIAL_CHARACTERS_WORKAROUND)
                      + " excludes")
          .remedy("Run the job again: about one key in four has none.")
          .remedy(
              words ->
                  "Better, remove "
                      + words.spell(Input.SPECIAL_CHARACTERS_WORKAROUND)
                      + " and quote the key where it is used.");
    }
  }

  /** An explanation that was asked for says that AWS is sure to refuse. */
  record WouldBeDenied() implements GuardProblem {
    @Override
    public Diagnosis diagnosis() {
      return Diagnosis.of("would-be-denied", "AWS would refuse this job the role")
          .remedy("Change the trust policy, or the job, as the explanation above says.");
    }
  }
}
