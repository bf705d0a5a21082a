package io.github.rolecall.testkit;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A signer that shares no code with the simulator. Otherwise an error in shared code would go
 * unnoticed.
 */
record SigV4(
    String accessKeyId,
    String secretAccessKey,
    Optional<String> sessionToken,
    String region,
    String service) {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  /** The header fields of the signed request, without {@code Host}. */
  Map<String, String> sign(
      String method, URI uri, Map<String, String> headers, String body, Instant now) {
    return sign(method, uri, headers, body, now, Set.of());
  }

  /**
   * Signs like some clients, which add header fields after they have signed.
   *
   * @param later the names of these header fields
   */
  Map<String, String> sign(
      String method,
      URI uri,
      Map<String, String> headers,
      String body,
      Instant now,
      Set<String> later) {
    String time = TIME.format(now);
    Map<String, String> all = new TreeMap<>(headers);
    all.put("host", uri.getAuthority());
    all.put("x-amz-date", time);
    sessionToken.ifPresent(token -> all.put("x-amz-security-token", token));
    Map<String, String> signed = new TreeMap<>(all);
    signed.keySet().removeAll(later);
    String names = String.join(";", signed.keySet());
    String canonical =
        method
            + "\n"
            + (uri.getRawPath().isEmpty() ? "/" : uri.getRawPath())
            + "\n"
            + (uri.getRawQuery() == null ? "" : uri.getRawQuery())
            + "\n"
            + signed.entrySet().stream()
                .map(e -> e.getKey() + ":" + e.getValue() + "\n")
                .collect(Collectors.joining())
            + "\n"
            + names
            + "\n"
            + sha256(body);
    String scope = time.substring(0, 8) + "/" + region + "/" + service + "/aws4_request";
    String toSign = "AWS4-HMAC-SHA256\n" + time + "\n" + scope + "\n" + sha256(canonical);
    byte[] key = ("AWS4" + secretAccessKey).getBytes(StandardCharsets.UTF_8);
    for (String part : scope.split("/", -1)) {
      key = hmac(key, part);
    }
    all.put(
        "authorization",
        "AWS4-HMAC-SHA256 Credential=%s/%s, SignedHeaders=%s, Signature=%s"
            .formatted(accessKeyId, scope, names, HexFormat.of().formatHex(hmac(key, toSign))));
    all.remove("host");
    return all;
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
