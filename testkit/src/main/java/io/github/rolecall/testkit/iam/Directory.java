package io.github.rolecall.testkit.iam;

import java.util.List;
import java.util.Optional;

/**
 * The IAM entities of all accounts.
 *
 * @param providers the OIDC providers
 * @param roles the roles
 * @param users the users
 */
public record Directory(List<OidcProvider> providers, List<Role> roles, List<User> users) {

  public Directory {
    providers = List.copyOf(providers);
    roles = List.copyOf(roles);
    users = List.copyOf(users);
  }

  /** The role with this ARN. */
  public Optional<Role> role(Arn arn) {
    return roles.stream().filter(role -> role.arn().equals(arn)).findFirst();
  }

  /** The OIDC provider of an account for an issuer. */
  public Optional<OidcProvider> provider(String account, String issuer) {
    return providers.stream()
        .filter(provider -> provider.account().equals(account) && provider.issuer().equals(issuer))
        .findFirst();
  }

  /** The user with this long-term access key. */
  public Optional<User> user(String accessKeyId) {
    return users.stream().filter(user -> user.accessKeyId().equals(accessKeyId)).findFirst();
  }
}
