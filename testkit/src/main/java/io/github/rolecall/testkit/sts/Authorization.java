package io.github.rolecall.testkit.sts;

import io.github.rolecall.testkit.http.Request;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The {@code Authorization} header of Signature Version 4 (IAM User Guide, "Elements of an AWS API
 * request signature").
 *
 * @param accessKeyId the access key id
 * @param date the date in the scope, {@code yyyyMMdd}
 * @param region the region in the scope
 * @param service the service in the scope
 * @param terminator the end of the scope
 * @param signedHeaders the names of the signed headers, as sent
 * @param signature the signature, 64 hexadecimal digits
 */
public record Authorization(
    String accessKeyId,
    String date,
    String region,
    String service,
    String terminator,
    List<String> signedHeaders,
    String signature) {
  static final String ALGORITHM = "AWS4-HMAC-SHA256";

  /** Parses the header of a request; empty if it is missing or malformed. */
  public static Optional<Authorization> of(Request request) {
    return request
        .headers()
        .first("authorization")
        .filter(header -> header.startsWith(ALGORITHM + " "))
        .flatMap(header -> parse(header.substring(ALGORITHM.length())));
  }

  private static Optional<Authorization> parse(String fields) {
    Map<String, String> byName = new HashMap<>();
    for (String field : fields.split(",", -1)) {
      int equals = field.indexOf('=');
      if (equals > 0) {
        byName.put(field.substring(0, equals).strip(), field.substring(equals + 1).strip());
      }
    }
    List<String> scope = List.of(byName.getOrDefault("Credential", "").split("/", -1));
    String signedHeaders = byName.getOrDefault("SignedHeaders", "");
    String signature = byName.getOrDefault("Signature", "");
    if (scope.size() != 5 || signedHeaders.isEmpty() || signature.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Authorization(
            scope.get(0),
            scope.get(1),
            scope.get(2),
            scope.get(3),
            scope.get(4),
            List.of(signedHeaders.split(";", -1)),
            signature));
  }

  /** The scope without the access key id. */
  String scope() {
    return String.join("/", date, region, service, terminator);
  }
}
