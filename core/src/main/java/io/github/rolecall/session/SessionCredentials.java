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
  /** A part by its name, and what is wrong with it. Neither holds the value. */
  public record Flaw(String part, String what) {}

  /**
   * These credentials, if they can be used. The source is for messages. Fails with {@link
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
   * A last line of defence, where credentials go to exporters: a blank part would unset a variable
   * or a key instead of setting it.
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
   * Why nobody can use these; empty when all parts look right. What STS issued has no pass phrase
   * as its secret, as a user of a compatible service may have chosen.
   */
  public Optional<Flaw> flaw(boolean issued) {
    Optional<String> secret = issued ? secretAccessKey.flaw() : secretAccessKey.flawOfChosen();
    return Secret.flawOf(accessKeyId)
        .map(what -> new Flaw("access key id", what))
        .or(() -> secret.map(what -> new Flaw("secret access key", what)))
        .or(() -> sessionToken.flatMap(Secret::flaw).map(what -> new Flaw("session token", what)));
  }

  /**
   * Credentials from outside: of the user, of a file, of a program or a server. Whoever makes them
   * in another way has them from STS. Fails with {@code IdentityProblem.Malformed} when one of the
   * values is surely something else than what it should be.
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

  /** The same for keys of an AWS file, whose secrets may hold any characters. */
  public static SessionCredentials ofFile(
      Given accessKeyId, Given secretAccessKey, Optional<Given> sessionToken) {
    return new SessionCredentials(
        CredentialShape.ACCESS_KEY_ID.check(accessKeyId),
        new Secret(CredentialShape.SECRET_ACCESS_KEY.checkInFile(secretAccessKey)),
        sessionToken.map(CredentialShape.SESSION_TOKEN::checkInFile).map(Secret::new),
        Optional.empty());
  }
}
