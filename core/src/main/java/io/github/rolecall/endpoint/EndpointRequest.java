package io.github.rolecall.endpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The first line and the headers of an HTTP/1.x request. A body is not read: the endpoint takes
 * none, and ends the connection after its answer.
 *
 * @param headers by their names in lower case; each has all its values, in their order
 */
record EndpointRequest(String method, String target, Map<String, List<String>> headers) {
  private static final Pattern FIRST_LINE =
      Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+) ([!-~]+) HTTP/1\\.[01]");
  private static final Pattern HEADER =
      Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \\t]*([^\\x00-\\x08\\x0a-\\x1f\\x7f]*)");

  /**
   * Reads a request.
   *
   * @param head all before the blank line; each byte is a character
   * @return empty if it is not what RFC 9112 says
   */
  static Optional<EndpointRequest> of(String head) {
    String[] lines = head.split("\r\n", -1);
    var first = FIRST_LINE.matcher(lines[0]);
    if (!first.matches()) {
      return Optional.empty();
    }
    var headers = new TreeMap<String, List<String>>();
    for (int i = 1; i < lines.length; i++) {
      var header = HEADER.matcher(lines[i]);
      if (!header.matches()) {
        return Optional.empty();
      }
      headers
          .computeIfAbsent(header.group(1).toLowerCase(Locale.ROOT), name -> new ArrayList<>())
          .add(header.group(2).strip());
    }
    return Optional.of(new EndpointRequest(first.group(1), first.group(2), headers));
  }

  /** Whether the request has this header exactly once, with this value. */
  boolean has(String header, String value) {
    List<String> values = headers.getOrDefault(header, List.of());
    // In the same time for every wrong value.
    return values.size() == 1
        && MessageDigest.isEqual(values.get(0).getBytes(UTF_8), value.getBytes(UTF_8));
  }

  /** Without the headers, which hold the authorization. */
  @Override
  public String toString() {
    return method + " " + target;
  }
}
