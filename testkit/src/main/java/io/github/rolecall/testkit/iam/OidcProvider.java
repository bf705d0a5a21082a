package io.github.rolecall.testkit.iam;

import java.util.List;

/**
 * An OIDC identity provider in an account.
 *
 * @param account twelve digits
 * @param issuer the issuer's URL, exactly as in the {@code iss} of tokens
 * @param clientIds the audiences that the account accepts
 */
public record OidcProvider(String account, String issuer, List<String> clientIds) {
  private static final String SCHEME = "https://";

  /**
   * Checks what IAM checks when a provider is created.
   *
   * @throws IllegalArgumentException when the issuer is not an https URL
   */
  public OidcProvider {
    if (!issuer.startsWith(SCHEME) || issuer.contains("?")) {
      throw new IllegalArgumentException(
          "the issuer must be an https URL without a query: " + issuer);
    }
    clientIds = List.copyOf(clientIds);
  }

  /**
   * The issuer without its scheme. It is the end of the provider's ARN and the prefix of its
   * condition keys.
   */
  public String name() {
    return issuer.substring(SCHEME.length());
  }

  /** The provider's ARN in the given partition. */
  public Arn arn(String partition) {
    return new Arn(partition, "iam", "", account, "oidc-provider/" + name());
  }
}
