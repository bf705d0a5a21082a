package io.github.rolecall.testkit.sts;

import io.github.rolecall.testkit.http.Request;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The canonical request that a signature covers (IAM User Guide, "Create a canonical request").
 *
 * @param request the request as received
 * @param signedHeaders the names of the signed headers, in the order of the signature
 */
record CanonicalRequest(Request request, List<String> signedHeaders) {

  /**
   * The text whose hash is part of the string to sign. It contains the hash of the received body,
   * not the hash that the client sent.
   */
  String text() {
    return String.join(
        "\n",
        request.method(),
        request.path(),
        query(),
        headers(),
        String.join(";", signedHeaders),
        SigningKey.hash(request.bodyBytes()));
  }

  /**
   * The query, sorted by name and then by value. Sorting whole pairs would be wrong, because {@code
   * -} sorts before {@code =}.
   */
  private String query() {
    return Stream.of(request.query().split("&", -1))
        .filter(pair -> !pair.isEmpty())
        .map(pair -> pair.contains("=") ? pair : pair + "=")
        .map(
            pair ->
                Map.entry(
                    encoded(pair.substring(0, pair.indexOf('='))),
                    encoded(pair.substring(pair.indexOf('=') + 1))))
        .sorted(
            Map.Entry.<String, String>comparingByKey().thenComparing(Map.Entry.comparingByValue()))
        .map(pair -> pair.getKey() + "=" + pair.getValue())
        .collect(Collectors.joining("&"));
  }

  private String headers() {
    return signedHeaders.stream()
        .map(name -> name + ":" + value(name) + "\n")
        .collect(Collectors.joining());
  }

  private String value(String name) {
    return request.headers().all(name).stream()
        .map(value -> value.strip().replaceAll(" +", " "))
        .collect(Collectors.joining(","));
  }

  /** Converts an encoded text to the encoding of RFC 3986. A plus sign is a literal plus sign. */
  private static String encoded(String text) {
    String plain = URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    return URLEncoder.encode(plain, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~");
  }
}
