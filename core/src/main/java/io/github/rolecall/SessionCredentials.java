package io.github.rolecall;

import java.time.Instant;
import java.util.Optional;

/**
 * Credentials as AWS issued them, or as the user gave them.
 *
 * @param sessionToken absent for the long-term keys of an IAM user
 * @param expires absent when unknown
 */
public record SessionCredentials(
    String accessKeyId,
    Secret secretAccessKey,
    Optional<Secret> sessionToken,
    Optional<Instant> expires) {

  /**
   * Credentials from outside: of the user, of a file, of a program or a server. Whoever makes them
   * in another way has them from STS.
   *
   * @throws CredentialsException with {@link IdentityProblem.Malformed} when one of the values is
   *     surely something else than what it should be
   */
  public static SessionCredentials of(
      Given accessKeyId,
      Given secretAccessKey,
      Optional<Given> sessionToken,
      Optional<Instant> expires) {
    return new SessionCredentials(
        CredentialShape.ACCESS_KEY_ID.check(accessKeyId),
        new Secret(CredentialShape.SECRET_ACCESS_KEY.check(secretAccessKey)),
        sessionToken.map(CredentialShape.SESSION_TOKEN::check).map(Secret::new),
        expires);
  }
}
