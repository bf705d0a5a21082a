package io.github.rolecall.testkit.conformance;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Start line and headers of an HTTP/1.1 message; of a repeated header the first value counts.
 *
 * @param startLine the request or status line
 * @param headers the headers, found whatever the case of the name
 */
public record MessageHead(String startLine, Map<String, String> headers) {

  private static final int LIMIT = 64 * 1024;

  /** Copies the headers into a map that ignores case. */
  public MessageHead {
    Map<String, String> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    copy.putAll(headers);
    headers = Collections.unmodifiableMap(copy);
  }

  /** Reads up to the empty line; nothing at the end of the stream. */
  public static Optional<MessageHead> read(InputStream in) throws IOException {
    String start = line(in);
    if (start.isEmpty()) {
      return Optional.empty();
    }
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    int size = start.length();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      size += line.length();
      int colon = line.indexOf(':');
      if (colon <= 0 || size > LIMIT) {
        throw new IOException("not a header: " + line);
      }
      headers.putIfAbsent(line.substring(0, colon), line.substring(colon + 1).strip());
    }
    return Optional.of(new MessageHead(start, headers));
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
      bytes.write(b);
      if (bytes.size() > LIMIT) {
        throw new IOException("line too long");
      }
    }
    String line = bytes.toString(StandardCharsets.ISO_8859_1);
    return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
  }

  /** The value of a header. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  /** The value of Content-Length, 0 without one. */
  public int contentLength() throws IOException {
    try {
      return Integer.parseUnsignedInt(header("Content-Length").orElse("0"));
    } catch (NumberFormatException e) {
      throw new IOException("Content-Length is no number", e);
    }
  }
}
