package io.github.rolecall.policy;

import io.github.rolecall.policy.issuer.Issuer;
import java.util.Optional;
import java.util.Set;

/**
 * Which claims of a token AWS offers to trust policies, by issuer. A condition on any other claim
 * finds the key absent.
 */
public final class ConditionKeys {
  private ConditionKeys() {}

  /** The claims that AWS offers for tokens of this issuer, by its name without scheme. */
  public static boolean maps(String issuer, String claim) {
    return Issuer.of(issuer).maps(claim);
  }

  /** The claims beyond those that every issuer's tokens have. */
  public static Set<String> ofIssuer(String issuer) {
    return Issuer.of(issuer).conditionKeys();
  }

  public static boolean isGitHub(String issuer) {
    return Issuer.of(issuer).gitHub();
  }

  public static boolean builtIn(String issuer) {
    return Issuer.of(issuer).builtIn();
  }

  /** A key of the same issuer that says nearly the same. */
  public static Optional<String> instead(String issuer, String claim) {
    return Issuer.of(issuer).instead(claim);
  }
}
