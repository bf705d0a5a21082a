package io.github.rolecall.action;

import io.github.rolecall.aws.sso.SsoPortal;
import io.github.rolecall.aws.sso.SsoSession;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.InputProblem;
import io.github.rolecall.problem.SsoProblem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Chooses the account and the role of a profile, from options or from the lists of the portal. */
final class SsoRoleChoice {
  private final Questions questions;
  private final SsoPortal portal;

  SsoRoleChoice(Questions questions, SsoPortal portal) {
    this.questions = questions;
    this.portal = portal;
  }

  /**
   * Returns {@code sso_account_id} and {@code sso_role_name}; empty if the sign-in lists no
   * accounts.
   */
  Map<String, String> keys(SsoSession session) {
    var keys = new LinkedHashMap<String, String>();
    try {
      String account =
          questions
              .option(ConfigureSsoCommand.ACCOUNT)
              .map(SsoRoleChoice::checkedAccount)
              .orElseGet(() -> account(session));
      String role =
          questions
              .option(ConfigureSsoCommand.ROLE)
              .map(SsoRoleChoice::checkedRole)
              .orElseGet(() -> roleIn(account));
      keys.put("sso_account_id", account);
      keys.put("sso_role_name", role);
    } catch (CredentialsException e) {
      // Scopes that give no access to accounts are allowed, as in the AWS CLI.
      if (!(e.problem() instanceof SsoProblem.Refused refused) || refused.status() != 401) {
        throw e;
      }
      questions.say(
          "This sign-in lists no accounts and roles, so the profile has no account and role.");
    }
    return keys;
  }

  private static String checkedAccount(String text) {
    return matching(ConfigureSsoCommand.ACCOUNT, text, "\\d{12}", "an account id of 12 digits");
  }

  private static String checkedRole(String text) {
    return matching(
        ConfigureSsoCommand.ROLE, text, "[\\w+=,.@-]{1,32}", "the name of a permission set");
  }

  static String matching(String option, String text, String pattern, String expected) {
    if (!text.matches(pattern)) {
      throw new CredentialsException(new InputProblem.Invalid(option, text, expected));
    }
    return text;
  }

  private String account(SsoSession session) {
    List<SsoPortal.Account> all = portal.accounts();
    if (all.isEmpty()) {
      throw new CredentialsException(new SsoProblem.NothingAssigned("account", session.label()));
    }
    if (all.size() == 1) {
      questions.say("The only AWS account available to you is: " + all.get(0).id());
      return all.get(0).id();
    }
    int chosen =
        questions.choice(
            ConfigureSsoCommand.ACCOUNT,
            "There are " + all.size() + " AWS accounts available to you.",
            all.stream().map(SsoPortal.Account::shown).toList());
    questions.say("Using the account ID " + all.get(chosen).id());
    return all.get(chosen).id();
  }

  private String roleIn(String account) {
    List<String> all = portal.roles(account);
    if (all.isEmpty()) {
      throw new CredentialsException(
          new SsoProblem.NothingAssigned("role in the account " + account, account));
    }
    if (all.size() == 1) {
      questions.say("The only role available to you is: " + all.get(0));
      return all.get(0);
    }
    int chosen =
        questions.choice(
            ConfigureSsoCommand.ROLE, "There are " + all.size() + " roles available to you.", all);
    questions.say("Using the role name \"" + all.get(chosen) + "\"");
    return all.get(chosen);
  }
}
