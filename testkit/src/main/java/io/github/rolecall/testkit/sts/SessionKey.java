package io.github.rolecall.testkit.sts;

import java.security.SecureRandom;
import java.util.Base64;

/**
 * Temporary credentials in the format of AWS. Secret access keys contain {@code /} and {@code +},
 * and session tokens are long and end in {@code =}, because programs often handle these wrongly.
 */
record SessionKey(String accessKeyId, String secretAccessKey, String sessionToken) {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String ID_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final String TOKEN_START = "IQoJb3JpZ2luX2Vj";
  private static final int TOKEN_BYTES = 301;

  static SessionKey random() {
    return new SessionKey("ASIA" + id(), secret(), TOKEN_START + base64(TOKEN_BYTES));
  }

  private static String id() {
    StringBuilder id = new StringBuilder();
    for (int i = 0; i < 16; i++) {
      id.append(ID_ALPHABET.charAt(RANDOM.nextInt(ID_ALPHABET.length())));
    }
    return id.toString();
  }

  /**
   * Returns 40 characters, from 30 random bytes. Repeats until the key contains both special
   * characters, because tests need them.
   */
  private static String secret() {
    String secret = base64(30);
    while (!secret.contains("/") || !secret.contains("+")) {
      secret = base64(30);
    }
    return secret;
  }

  private static String base64(int bytes) {
    byte[] random = new byte[bytes];
    RANDOM.nextBytes(random);
    return Base64.getEncoder().encodeToString(random);
  }

  @Override
  public String toString() {
    return "SessionKey[" + accessKeyId + "]";
  }
}
