package io.github.rolecall.endpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;

/** What the endpoint answers: a status of HTTP, and JSON or nothing. */
record EndpointAnswer(int status, String json) {
  static EndpointAnswer of(int status) {
    return new EndpointAnswer(status, "");
  }

  /** As it goes to the client, which learns that the connection ends with it. */
  ByteBuffer bytes() {
    byte[] body = json.getBytes(UTF_8);
    String allow = status == 405 ? "Allow: GET\r\n" : "";
    String type = json.isEmpty() ? "" : "Content-Type: application/json\r\n";
    String head =
        "HTTP/1.1 %d %s\r\n%s%sContent-Length: %d\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n"
            .formatted(status, reason(), allow, type, body.length);
    ByteBuffer bytes = ByteBuffer.allocate(head.length() + body.length);
    return bytes.put(head.getBytes(UTF_8)).put(body).flip();
  }

  /** Clients that log it show a word beside the number. */
  private String reason() {
    return switch (status) {
      case 200 -> "OK";
      case 400 -> "Bad Request";
      case 401 -> "Unauthorized";
      case 403 -> "Forbidden";
      case 404 -> "Not Found";
      case 405 -> "Method Not Allowed";
      case 421 -> "Misdirected Request";
      case 431 -> "Request Header Fields Too Large";
      default -> "Internal Server Error";
    };
  }

  /** Without the body, which may hold keys. */
  @Override
  public String toString() {
    return status + " " + reason();
  }
}
