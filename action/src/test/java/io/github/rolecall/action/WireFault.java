package io.github.rolecall.action;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** One fault of a server or of a gateway before it. */
enum WireFault {
  REFUSED("connection refused"),
  RESET("connection reset"),
  CLOSED("connection closed without an answer"),
  SILENT("no answer"),
  DRIP("a byte every 20 ms", "HTTP/1.1 200 OK~Content-Length: 100000~~" + " ".repeat(5_000)),
  NO_TLS("no TLS"),
  UNKNOWN_AUTHORITY("certificate of an unknown authority"),
  OTHER_NAME("certificate for another name"),
  EXPIRED("certificate that has expired"),
  NOT_YET_VALID("certificate that is not valid yet"),
  HALF_A_HEAD("half a head", "HTTP/1.1 200 OK~Content-Len"),
  HALF_A_BODY("half a body", "HTTP/1.1 200 OK~Content-Length: 1000~~{\"a\": 1"),
  GARBAGE("bytes that are no HTTP", "\u0016\u0003\u0001SSH-2.0~~\u0000\u00ff"),
  HUGE_HEAD("head of 1 MB", "HTTP/1.1 200 OK~X: " + "x".repeat(1_000_000) + "~~"),
  HUGE_BODY("body of 3 MB", "HTTP/1.1 200 OK~Content-Length: 3000000~~" + "x".repeat(3_000_000)),
  ENDLESS_CHUNKS(
      "chunks without end",
      "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~"
          + ("400~" + "x".repeat(1_024) + "~").repeat(3_000)),
  EMPTY("200 without a body", "HTTP/1.1 200 OK~Connection: close~Content-Length: 0~~"),
  HTML(
      "200 with the page of a gateway", "200 OK", "text/html", "<html><body>Sign in</body></html>"),
  IMAGE("200 with another content type", "200 OK", "image/png", "\u0089PNG"),
  BROKEN("200 with broken text", "200 OK", "application/json", "{\"value\": \"<a"),
  DEEP("200 with deep nesting", "200 OK", "application/json", "[".repeat(50_000)),
  DEEP_XML("200 with deep XML", "200 OK", "text/xml", "<a>".repeat(50_000)),
  NOT_MODIFIED("304", "HTTP/1.1 304 Not Modified~Connection: close~~"),
  REDIRECT(
      "302 to another server",
      "HTTP/1.1 302 Found~Location: LOCATION~Connection: close~Content-Length: 0~~"),
  STILL_REDIRECT(
      "307 to another server",
      "HTTP/1.1 307 Temporary~Location: LOCATION~Connection: close~Content-Length: 0~~"),
  BAD_REQUEST("400", "400 Bad Request", "application/json", "{\"message\": \"no\"}"),
  UNAUTHORIZED("401", "401 Unauthorized", "application/json", "{\"message\": \"no\"}"),
  FORBIDDEN("403", "403 Forbidden", "application/json", "{\"message\": \"no\"}"),
  NOT_FOUND("404", "404 Not Found", "text/html", "<html>"),
  PROXY_LOGIN("407", "407 Proxy", "text/html", "<html>"),
  THROTTLED("429", "429 Too Many Requests", "application/json", "{\"message\": \"slower\"}"),
  BROKEN_SERVICE("500", "500 Internal", "application/json", "{\"message\": \"broken\"}"),
  BAD_GATEWAY("502", "502 Bad Gateway", "text/html", "<html>"),
  BUSY(
      "503 with Retry-After",
      "HTTP/1.1 503 Busy~Connection: close~Retry-After: 7~Content-Type: text/plain~Content-Length: 4~~busy");

  private static final Duration LIFE = Duration.ofDays(30);

  private final String title;
  private final Optional<String> answer;

  WireFault(String title) {
    this.title = title;
    this.answer = Optional.empty();
  }

  WireFault(String title, String answer) {
    this.title = title;
    this.answer = Optional.of(answer.replace("~", "\r\n"));
  }

  WireFault(String title, String status, String type, String body) {
    this(
        title,
        "HTTP/1.1 %s~Connection: close~Content-Type: %s~Content-Length: %d~~%s"
            .formatted(status, type, body.length(), body));
  }

  /** Returns the name for the documentation. */
  String title() {
    return title;
  }

  /** Returns whether the fault requires TLS. */
  boolean needsTls() {
    return this == NO_TLS
        || this == UNKNOWN_AUTHORITY
        || this == OTHER_NAME
        || validFrom().isPresent();
  }

  /** Returns the first second of a certificate that is not valid now. */
  Optional<Instant> validFrom() {
    return switch (this) {
      case EXPIRED -> Optional.of(Instant.parse("2020-01-01T00:00:00Z"));
      case NOT_YET_VALID -> Optional.of(Instant.parse("2049-01-01T00:00:00Z"));
      default -> Optional.empty();
    };
  }

  /** Returns the last second of that certificate. */
  Optional<Instant> validUntil() {
    return validFrom().map(from -> from.plus(LIFE));
  }

  /** Returns whether only the time limit of the run ends it. */
  boolean lasts() {
    return this == SILENT || this == DRIP;
  }

  /** Returns the bytes that the server sends, if any. */
  Optional<byte[]> sent(String elsewhere) {
    return answer.map(text -> text.replace("LOCATION", elsewhere).getBytes(ISO_8859_1));
  }
}
