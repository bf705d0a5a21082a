package io.github.rolecall.plan;

import io.github.rolecall.model.CallerIdentity;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.GuardProblem;
import java.util.List;
import java.util.Optional;

/**
 * The conditions that credentials must meet before they are exported.
 *
 * @param allowedAccounts empty: any
 * @param plainSecretKey whether the secret access key may have only letters and digits
 */
public record Guards(
    List<String> allowedAccounts, List<String> forbiddenAccounts, boolean plainSecretKey) {

  /** Returns whether a guard needs the identity of the credentials. */
  boolean judgeIdentity() {
    return !allowedAccounts.isEmpty() || !forbiddenAccounts.isEmpty();
  }

  /**
   * Refuses an identity of an account that is not allowed.
   *
   * @param source the source of the credentials, for messages; empty for an assumed role
   * @throws CredentialsException with {@link GuardProblem}
   */
  public void check(CallerIdentity identity, Optional<String> source) {
    if (forbids(identity)) {
      throw new CredentialsException(new GuardProblem.AccountForbidden(identity, source));
    }
    if (!allows(identity)) {
      throw new CredentialsException(
          new GuardProblem.AccountNotAllowed(identity, allowedAccounts, source));
    }
  }

  /**
   * The same for credentials of the environment. Fails with {@link GuardProblem.ExistingRefused}.
   */
  public void checkExisting(CallerIdentity identity) {
    if (forbids(identity) || !allows(identity)) {
      throw new CredentialsException(new GuardProblem.ExistingRefused(identity, forbids(identity)));
    }
  }

  private boolean forbids(CallerIdentity identity) {
    return forbiddenAccounts.contains(identity.account());
  }

  private boolean allows(CallerIdentity identity) {
    return allowedAccounts.isEmpty() || allowedAccounts.contains(identity.account());
  }
}
