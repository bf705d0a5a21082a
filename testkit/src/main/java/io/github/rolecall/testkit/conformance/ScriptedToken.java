package io.github.rolecall.testkit.conformance;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A well-formed JWT with an invalid signature. The program under test must send it to STS
 * unchanged.
 */
final class ScriptedToken {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private ScriptedToken() {}

  static String issue(String audience, int number) {
    long now = Instant.now().getEpochSecond();
    ObjectNode head =
        JSON.objectNode().put("typ", "JWT").put("alg", "RS256").put("kid", "conformance");
    ObjectNode body =
        JSON.objectNode()
            .put("iss", "https://token.actions.githubusercontent.com")
            .put("aud", audience)
            .put("jti", "jti-" + number)
            .put("sub", "repo:octo-org/octo-repo:ref:refs/heads/main")
            .put("repository", "octo-org/octo-repo")
            .put("ref", "refs/heads/main")
            .put("actor", "octocat")
            .put("iat", now)
            .put("nbf", now - 300)
            .put("exp", now + 300);
    String signed = encode(bytes(head.toString())) + "." + encode(bytes(body.toString()));
    byte[] digest = sha256(signed);
    // The signature has the length of an RS256 signature.
    byte[] signature = new byte[8 * digest.length];
    for (int i = 0; i < signature.length; i++) {
      signature[i] = digest[i % digest.length];
    }
    return signed + "." + encode(signature);
  }

  static String hexSha256(String text) {
    return HexFormat.of().formatHex(sha256(text));
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String encode(byte[] raw) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(raw);
  }
}
