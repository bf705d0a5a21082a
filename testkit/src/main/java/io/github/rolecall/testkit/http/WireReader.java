package io.github.rolecall.testkit.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A reader of HTTP/1.1 messages (RFC 9112) from one connection. It never reads beyond the current
 * part.
 */
public final class WireReader {
  /** The maximum size in bytes; above it, STS answers 413. */
  static final int MAX_BODY = 10_000_000;

  private static final int MAX_HEAD = 65_536;

  private final InputStream in;

  /** Creates a reader. It reads single bytes, so the stream must be buffered. */
  public WireReader(InputStream in) {
    this.in = in;
  }

  /**
   * The start line and the headers; empty if the peer closed the connection before the first byte.
   */
  public Optional<MessageHead> head() throws IOException {
    Optional<String> startLine = line();
    return startLine.isEmpty()
        ? Optional.empty()
        : Optional.of(new MessageHead(startLine.get(), headers()));
  }

  /**
   * The next line without its terminator; empty if the peer closed the connection before the first
   * byte.
   */
  private Optional<String> line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int octet = in.read(); octet != '\n'; octet = in.read()) {
      if (octet < 0) {
        if (line.length() == 0) {
          return Optional.empty();
        }
        throw new EOFException("the connection ended inside a line");
      }
      if (line.length() >= MAX_HEAD) {
        throw new MalformedMessageException(431, "line too long");
      }
      line.append((char) octet);
    }
    int length = line.length();
    return Optional.of(
        length > 0 && line.charAt(length - 1) == '\r'
            ? line.substring(0, length - 1)
            : line.toString());
  }

  private Headers headers() throws IOException {
    Map<String, List<String>> fields = new LinkedHashMap<>();
    int size = 0;
    for (String line = requiredLine(); !line.isEmpty(); line = requiredLine()) {
      size += line.length();
      int colon = line.indexOf(':');
      if (colon < 1 || size > MAX_HEAD) {
        throw new MalformedMessageException(colon < 1 ? 400 : 431, "bad header field");
      }
      fields
          .computeIfAbsent(
              line.substring(0, colon).toLowerCase(Locale.ROOT), name -> new ArrayList<>())
          .add(line.substring(colon + 1).strip());
    }
    return new Headers(fields);
  }

  /**
   * The body, one char per byte (ISO-8859-1), with the length or transfer coding in the headers;
   * empty if the headers have neither.
   */
  public String body(Headers headers) throws IOException {
    if (headers.lists("transfer-encoding", "chunked")) {
      return chunkedBody();
    }
    Optional<String> length = headers.first("content-length");
    return length.isEmpty() ? "" : bytes(number(length.get(), 10));
  }

  /**
   * The body of a response. Without a length or transfer coding, it ends when the connection ends.
   */
  public String bodyOfResponse(Headers headers) throws IOException {
    boolean framed =
        headers.first("content-length").isPresent()
            || headers.first("transfer-encoding").isPresent();
    return framed ? body(headers) : new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
  }

  private String chunkedBody() throws IOException {
    StringBuilder body = new StringBuilder();
    while (true) {
      String sizeLine = requiredLine();
      int extension = sizeLine.indexOf(';');
      int size = number(extension < 0 ? sizeLine : sizeLine.substring(0, extension), 16);
      if (body.length() + size > MAX_BODY) {
        throw new MalformedMessageException(413, "body too large");
      }
      if (size == 0) {
        headers();
        return body.toString();
      }
      body.append(bytes(size));
      requiredLine();
    }
  }

  private String bytes(int count) throws IOException {
    byte[] bytes = in.readNBytes(count);
    if (bytes.length < count) {
      throw new EOFException(
          "the connection ended after " + bytes.length + " of " + count + " bytes");
    }
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private String requiredLine() throws IOException {
    return line().orElseThrow(() -> new EOFException("the connection ended inside a message"));
  }

  private static int number(String digits, int radix) throws MalformedMessageException {
    try {
      int number = Integer.parseInt(digits.strip(), radix);
      if (number < 0 || number > MAX_BODY) {
        throw new MalformedMessageException(413, "body too large");
      }
      return number;
    } catch (NumberFormatException e) {
      throw new MalformedMessageException(400, "not a length: " + digits);
    }
  }
}
