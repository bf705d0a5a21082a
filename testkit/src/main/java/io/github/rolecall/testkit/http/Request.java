package io.github.rolecall.testkit.http;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One HTTP request.
 *
 * @param method the method, such as {@code POST}
 * @param path the path as sent, without the query; of an absolute-form target, also without scheme
 *     and authority
 * @param query the query as sent; empty if there is none
 * @param headers the header fields
 * @param body the body, one char per byte (ISO-8859-1)
 * @param keepAlive whether the client keeps the connection open for another request
 */
public record Request(
    String method, String path, String query, Headers headers, String body, boolean keepAlive) {

  static Request of(String requestLine, Headers headers, String body) throws IOException {
    List<String> parts = List.of(requestLine.split(" ", -1));
    if (parts.size() != 3 || !parts.get(2).startsWith("HTTP/1.")) {
      throw new MalformedMessageException(400, "bad request line");
    }
    String target = originForm(parts.get(1));
    int mark = target.indexOf('?');
    return new Request(
        parts.get(0),
        mark < 0 ? target : target.substring(0, mark),
        mark < 0 ? "" : target.substring(mark + 1),
        headers,
        body,
        parts.get(2).endsWith("1.0")
            ? headers.lists("connection", "keep-alive")
            : !headers.lists("connection", "close"));
  }

  /**
   * Converts an absolute-form target to origin form. Forward proxies may send {@code GET
   * http://host/path}, which every server must accept (RFC 9112, 3.2.2).
   */
  private static String originForm(String target) throws MalformedMessageException {
    if (target.startsWith("/")) {
      return target;
    }
    String lower = target.toLowerCase(Locale.ROOT);
    if (!lower.startsWith("http://") && !lower.startsWith("https://")) {
      throw new MalformedMessageException(400, "bad request target");
    }
    URI uri;
    try {
      uri = URI.create(target);
    } catch (IllegalArgumentException e) {
      throw new MalformedMessageException(400, "bad request target");
    }
    String path = Optional.ofNullable(uri.getRawPath()).filter(raw -> !raw.isEmpty()).orElse("/");
    return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
  }

  /**
   * The host in the {@code Host} header, in lower case and without a port; empty if there is no
   * such header.
   */
  public String host() {
    String authority = headers.first("host").orElse("").toLowerCase(Locale.ROOT);
    return authority.replaceFirst(":\\d+$", "");
  }

  /** The body as bytes. */
  public byte[] bodyBytes() {
    return body.getBytes(StandardCharsets.ISO_8859_1);
  }
}
