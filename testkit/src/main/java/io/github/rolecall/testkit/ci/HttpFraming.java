package io.github.rolecall.testkit.ci;

import io.github.rolecall.testkit.conformance.MessageHead;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How the proxy reads bodies, and what of a head it passes on. */
final class HttpFraming {

  private static final List<String> HOP_BY_HOP =
      List.of(
          "Connection",
          "Content-Length",
          "HTTP2-Settings",
          "Keep-Alive",
          "Proxy-Authenticate",
          "Proxy-Authorization",
          "Proxy-Connection",
          "TE",
          "Trailer",
          "Transfer-Encoding",
          "Upgrade");

  private HttpFraming() {}

  /** The body of a request, or of a response that gives a length. */
  static byte[] body(MessageHead head, InputStream in) throws IOException {
    if (!head.header("Transfer-Encoding").orElse("").equalsIgnoreCase("chunked")) {
      return in.readNBytes(head.contentLength());
    }
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (int size = chunk(in); size > 0; size = chunk(in)) {
      body.write(in.readNBytes(size));
      in.skipNBytes(2);
    }
    in.skipNBytes(2);
    return body.toByteArray();
  }

  /** The body of a response, which may go on to the end of the connection. */
  static byte[] bodyOfResponse(MessageHead head, InputStream in) throws IOException {
    boolean framed =
        head.header("Content-Length").isPresent() || head.header("Transfer-Encoding").isPresent();
    return framed ? body(head, in) : in.readAllBytes();
  }

  private static int chunk(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0 || line.length() > 100) {
        throw new IOException("not a chunk");
      }
      line.append((char) b);
    }
    try {
      return Integer.parseUnsignedInt(line.toString().replaceAll(";.*", "").strip(), 16);
    } catch (NumberFormatException e) {
      throw new IOException("not a chunk: " + line, e);
    }
  }

  /** A head without what is between two neighbours only, for a body of a known length. */
  static byte[] endToEnd(String start, MessageHead head, int length) {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.putAll(head.headers());
    HOP_BY_HOP.forEach(headers::remove);
    headers.put("Connection", "close");
    headers.put("Content-Length", Integer.toString(length));
    StringBuilder text = new StringBuilder(start).append("\r\n");
    headers.forEach((name, value) -> text.append(name).append(": ").append(value).append("\r\n"));
    return text.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
  }
}
