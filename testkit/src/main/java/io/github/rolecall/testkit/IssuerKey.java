package io.github.rolecall.testkit;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The RSA key of one issuer.
 *
 * @param id the key id: the hash of the modulus
 * @param publicKey verifies signatures
 * @param privateKey signs tokens
 */
record IssuerKey(String id, RSAPublicKey publicKey, PrivateKey privateKey) {
  /**
   * Generating a key takes longer than anything else here, so all simulators of a process share the
   * keys.
   */
  private static final Map<String, IssuerKey> BY_ISSUER = new ConcurrentHashMap<>();

  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  static IssuerKey of(String issuer) {
    return BY_ISSUER.computeIfAbsent(issuer, url -> generate());
  }

  /** The public key as a JSON Web Key. */
  Map<String, String> publicJwk() {
    return Map.of(
        "kty",
        "RSA",
        "use",
        "sig",
        "alg",
        "RS256",
        "kid",
        id,
        "n",
        BASE64.encodeToString(unsigned(publicKey.getModulus())),
        "e",
        BASE64.encodeToString(unsigned(publicKey.getPublicExponent())));
  }

  private static IssuerKey generate() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      KeyPair pair = generator.generateKeyPair();
      RSAPublicKey publicKey = (RSAPublicKey) pair.getPublic();
      byte[] hash = MessageDigest.getInstance("SHA-1").digest(unsigned(publicKey.getModulus()));
      return new IssuerKey(BASE64.encodeToString(hash), publicKey, pair.getPrivate());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] unsigned(BigInteger number) {
    byte[] bytes = number.toByteArray();
    return bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
  }
}
