package io.github.rolecall.aws.sso;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.rolecall.model.Secret;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * Proves that the client which redeems a code is the one that requested it.
 *
 * @see <a href="https://datatracker.ietf.org/doc/html/rfc7636">RFC 7636, PKCE</a>
 */
record Pkce(Secret verifier, String challenge) {
  private static final int BYTES = 48;

  /** Makes a random verifier and its challenge. */
  static Pkce random() {
    byte[] random = new byte[BYTES];
    new SecureRandom().nextBytes(random);
    Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
    String verifier = encoder.encodeToString(random);
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(US_ASCII));
      return new Pkce(new Secret(verifier), encoder.encodeToString(hash));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
