package io.github.rolecall.testkit.http;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A complete HTTP response.
 *
 * @param status the HTTP status
 * @param headers the header fields. The server adds {@code Content-Length}, {@code Connection} and
 *     {@code Date}; an empty {@code Date} omits that header
 * @param body the body. The server sends it as UTF-8, or as ISO 8859-1 if the content type is
 *     {@link #BYTES}
 */
public record Response(int status, Map<String, String> headers, String body) implements Reply {

  /** The content type of a binary body, in which each character is one byte (ISO 8859-1). */
  public static final String BYTES = "application/octet-stream";

  /** Copies the header fields and keeps their order. */
  public Response {
    headers = new LinkedHashMap<>(headers);
  }

  /** A response with a body of the given content type. */
  public static Response of(int status, String contentType, String body) {
    return new Response(status, Map.of("Content-Type", contentType), body);
  }

  /** A response with a JSON body. */
  public static Response json(int status, String body) {
    return of(status, "application/json; charset=utf-8", body);
  }

  /** This response with one more header field. */
  public Response with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Response(status, more, body);
  }

  @Override
  public void send(Connection connection) throws IOException {
    connection.write(this, Integer.MAX_VALUE);
  }
}
