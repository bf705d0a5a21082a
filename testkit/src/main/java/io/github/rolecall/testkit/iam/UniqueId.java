package io.github.rolecall.testkit.iam;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Unique identifiers of IAM entities: a prefix for the type, and 17 letters or digits. */
final class UniqueId {
  private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  private UniqueId() {}

  /** Returns the same identifier for the same ARN, so that expected output does not vary. */
  static String of(String prefix, Arn arn) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(arn.toString().getBytes(StandardCharsets.UTF_8));
      StringBuilder id = new StringBuilder(prefix);
      for (int i = 0; i < 17; i++) {
        id.append(ALPHABET.charAt(hash[i] & 31));
      }
      return id.toString();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
