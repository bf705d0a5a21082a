package io.github.rolecall.packagemanager;

import io.github.rolecall.model.Secret;
import java.net.URI;
import java.util.Optional;

/**
 * A login to a repository of CodeArtifact, which package managers store.
 *
 * @param domain the name of the domain
 * @param repository the name of the repository
 * @param endpoint ends with a slash
 * @param token printable ASCII without spaces
 * @param scope packages of this scope only, such as {@code @acme}; empty: all packages
 * @param serverId how Maven names the repository; empty: {@code DOMAIN-REPOSITORY}
 */
public record RepositoryLogin(
    String domain,
    String repository,
    URI endpoint,
    Secret token,
    Optional<String> scope,
    Optional<String> serverId) {
  /** The name of the user, whose password is the token. */
  static final String USER = "aws";

  String password() {
    return token.reveal();
  }

  /** Returns the endpoint without its scheme. */
  String hostAndPath() {
    return endpoint.getRawAuthority() + endpoint.getRawPath();
  }

  /** Returns how Maven names the repository. */
  public String server() {
    return serverId.orElse(domain + "-" + repository);
  }
}
