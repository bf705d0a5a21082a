package io.github.rolecall.testkit.http;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A complete HTTP response.
 *
 * @param status the HTTP status
 * @param headers the header fields; length, connection and date are added when it is sent, and a
 *     blank {@code Date} leaves the date out
 * @param body the body, sent as UTF-8, or as bytes with the content type {@link #BYTES}
 */
public record Response(int status, Map<String, String> headers, String body) implements Reply {

  /** The content type of a body that stands for bytes, one a character (ISO 8859-1). */
  public static final String BYTES = "application/octet-stream";

  /** Copies the header fields and keeps their order. */
  public Response {
    headers = new LinkedHashMap<>(headers);
  }

  /** A response with a body of the given content type. */
  public static Response of(int status, String contentType, String body) {
    return new Response(status, Map.of("Content-Type", contentType), body);
  }

  /** A response whose body is JSON. */
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
