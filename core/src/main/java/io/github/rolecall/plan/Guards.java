package io.github.rolecall.plan;

import io.github.rolecall.model.CallerIdentity;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.GuardProblem;
import java.util.List;
import java.util.Optional;

/**
 * What the credentials must fulfil before they are exported.
 *
 * @param allowedAccounts empty: any
 * @param plainSecretKey whether the secret access key may have only letters and digits
 */
public record Guards(
    List<String> allowedAccounts, List<String> forbiddenAccounts, boolean plainSecretKey) {

  /** Whether it depends on the identity if the credentials may be exported. */
  boolean judgeIdentity() {
    return !allowedAccounts.isEmpty() || !forbiddenAccounts.isEmpty();
  }

  /**
   * Refuses an identity of the wrong account.
   *
   * @param source whose credentials they are, for messages; empty: those of a role that was assumed
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

  /** The same for credentials of the environment: {@link GuardProblem.ExistingRefused}. */
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
