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
 * The form of a request that gets signed (IAM User Guide, "Create a canonical request").
 *
 * @param request as received
 * @param signedHeaders names, in the order of the signature
 */
record CanonicalRequest(Request request, List<String> signedHeaders) {

  /**
   * The text whose hash goes into the string to sign. The hash of the body is the real one,
   * whatever was claimed.
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

  /** Sorted by names, and not by whole pairs: {@code -} stands before {@code =}. */
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

  /** RFC 3986 encoding of what is already encoded somehow; a plus sign stands for itself. */
  private static String encoded(String text) {
    String plain = URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    return URLEncoder.encode(plain, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~");
  }
}
