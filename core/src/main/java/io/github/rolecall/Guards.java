package io.github.rolecall;

import java.util.List;

/**
 * What the credentials must fulfil before they are handed on.
 *
 * @param allowedAccounts empty: any
 * @param plainSecretKey whether the secret access key may have only letters and digits
 */
public record Guards(
    List<String> allowedAccounts, List<String> forbiddenAccounts, boolean plainSecretKey) {

  /** Whether it depends on the identity if the credentials may be handed on. */
  boolean judgeIdentity() {
    return !allowedAccounts.isEmpty() || !forbiddenAccounts.isEmpty();
  }

  /**
   * Refuses an identity of the wrong account.
   *
   * @throws CredentialsException with {@link GuardProblem}
   */
  public void check(CallerIdentity identity) {
    if (forbiddenAccounts.contains(identity.account())) {
      throw new CredentialsException(new GuardProblem.AccountForbidden(identity));
    }
    if (!allowedAccounts.isEmpty() && !allowedAccounts.contains(identity.account())) {
      throw new CredentialsException(new GuardProblem.AccountNotAllowed(identity, allowedAccounts));
    }
  }
}
