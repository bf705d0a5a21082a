package io.github.rolecall.policy.issuer;

/**
 * The source of a fact.
 *
 * @param url of the public page
 * @param read the month in which it was read: {@code 2026-11}
 */
public record Source(String url, String read) {
  /** The condition keys of each issuer. */
  public static final Source CONDITION_KEYS =
      new Source(
          "https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecuritytokenservice.html",
          "2026-11");

  /** The rules of IAM for trust policies of shared issuers. */
  public static final Source CONTROLS =
      new Source(
          "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_oidc_secure-by-default.html",
          "2026-11");
}
