package io.github.rolecall.session;

import io.github.rolecall.model.Secret;
import io.github.rolecall.problem.CredentialShape;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.Given;
import io.github.rolecall.problem.ProofProblem;
import io.github.rolecall.problem.StsCall;
import java.time.Instant;
import java.util.Optional;

/**
 * AWS credentials, issued by AWS or given by the user.
 *
 * @param sessionToken absent for the long-term keys of an IAM user
 * @param expires absent when unknown
 */
public record SessionCredentials(
    String accessKeyId,
    Secret secretAccessKey,
    Optional<Secret> sessionToken,
    Optional<Instant> expires) {
  /** An invalid part: its name, and what is wrong with it. Neither contains the value. */
  public record Flaw(String part, String what) {}

  /**
   * Returns these credentials if they are usable. The source is for messages. Fails with {@link
   * ProofProblem.Malformed}.
   */
  public SessionCredentials requireUsable(String source) {
    return requireUsable(source, Optional.empty());
  }

  /** The same for an answer of STS to this call. */
  public SessionCredentials requireUsable(String source, Optional<StsCall> call) {
    Optional<Flaw> flaw = flaw(call.isPresent());
    if (flaw.isPresent()) {
      throw new CredentialsException(
          new ProofProblem.Malformed(source, flaw.get().part(), flaw.get().what(), call));
    }
    return this;
  }

  /**
   * Refuses an empty part before credentials are exported: it would unset a variable or a key
   * instead of setting it.
   */
  void requireNoBlankPart() {
    boolean blank =
        accessKeyId.isBlank()
            || secretAccessKey.isBlank()
            || sessionToken.filter(Secret::isBlank).isPresent();
    if (blank) {
      throw new IllegalArgumentException("a part of the credentials is empty");
    }
  }

  /**
   * Returns why these are unusable; empty when all parts look right. A secret key that STS issued
   * is never a pass phrase; a user of a compatible service may have chosen one.
   */
  public Optional<Flaw> flaw(boolean issued) {
    Optional<String> secret = issued ? secretAccessKey.flaw() : secretAccessKey.flawOfChosen();
    return Secret.flawOf(accessKeyId)
        .map(what -> new Flaw("access key id", what))
        .or(() -> secret.map(what -> new Flaw("secret access key", what)))
        .or(() -> sessionToken.flatMap(Secret::flaw).map(what -> new Flaw("session token", what)));
  }

  /**
   * Makes credentials from outside: from the user, a file, a program or a server. All others come
   * from STS. Fails with {@code IdentityProblem.Malformed} when one of the values is certainly
   * something else.
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

  /** The same for keys in an AWS file, whose secrets may contain any characters. */
  public static SessionCredentials ofFile(
      Given accessKeyId, Given secretAccessKey, Optional<Given> sessionToken) {
    return new SessionCredentials(
        CredentialShape.ACCESS_KEY_ID.check(accessKeyId),
        new Secret(CredentialShape.SECRET_ACCESS_KEY.checkInFile(secretAccessKey)),
        sessionToken.map(CredentialShape.SESSION_TOKEN::checkInFile).map(Secret::new),
        Optional.empty());
  }
}
