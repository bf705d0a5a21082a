package io.github.rolecall.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Reads HTTP/1.1 answers from one connection, one after the other. It is strict: a successful
 * answer must state its length once, by one Content-Length or by chunks. An answer that is
 * ambiguous, that ends early or that exceeds the size limit is an error. Only an error answer,
 * whose text is for people, and an answer of HTTP/1.0 may end with the connection.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9112">RFC 9112, HTTP/1.1</a>
 */
final class HttpReader {
  /**
   * The size limit of all lines of an answer together: interim answers, headers, chunk sizes,
   * trailers.
   */
  static final int LONGEST_TEXT = 64 * 1024;

  static final int LONGEST_BODY = 1024 * 1024;
  static final int MOST_INTERIM_ANSWERS = 20;

  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.([01]) ([1-5]\\d\\d)( .*)?");
  private static final String CHARACTERS_OF_NAMES =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$%&'*+-.^_`|~";
  private static final Pattern LENGTH = Pattern.compile("\\d{1,7}");
  private static final Pattern CHUNK = Pattern.compile("([0-9A-Fa-f]{1,6})[ \\t]*(;.*)?");

  private final InputStream in;
  private int textLeft = LONGEST_TEXT;
  private boolean fitForMore;
  private boolean begun;

  HttpReader(InputStream in) {
    this.in = in;
  }

  /** Status and headers of an answer. */
  private record Head(boolean modern, int status, List<Map.Entry<String, String>> headers) {
    List<String> all(String name) {
      return headers.stream()
          .filter(h -> h.getKey().equals(name))
          .map(Map.Entry::getValue)
          .toList();
    }

    boolean closes() {
      return all("connection").stream()
          .flatMap(value -> List.of(value.split(",", -1)).stream())
          .anyMatch(option -> option.strip().equalsIgnoreCase("close"));
    }
  }

  /** Reads the next answer, after interim ones. After a failure, the connection is unusable. */
  Http.Answer answer() throws IOException {
    Head head = head();
    byte[] body = body(head);
    return new Http.Answer(head.status(), head.headers(), new String(body, UTF_8));
  }

  /**
   * Returns the status of the answer to CONNECT. A success has no body, and the body of a refusal
   * is not needed.
   */
  int statusOfConnect() throws IOException {
    Head head = head();
    if (in.available() > 0 && head.status() / 100 == 2) {
      throw new IOException("the proxy sent data after its response");
    }
    return head.status();
  }

  /** Returns whether the connection can be used for another request after the last answer. */
  boolean fitForMore() throws IOException {
    return fitForMore && in.available() == 0;
  }

  /** Returns whether a byte of the last answer has arrived. */
  boolean begun() {
    return begun;
  }

  private Head head() throws IOException {
    begun = false;
    fitForMore = false;
    textLeft = LONGEST_TEXT;
    for (int interim = 0; interim <= MOST_INTERIM_ANSWERS; interim++) {
      Head head = oneHead();
      if (head.status() == 101) {
        throw new IOException("the server switched the protocol without a request to do so");
      }
      if (head.status() / 100 != 1) {
        return head;
      }
    }
    throw new IOException("the server sent too many interim responses");
  }

  private Head oneHead() throws IOException {
    var status = STATUS.matcher(line());
    if (!status.matches()) {
      throw new IOException("the response is not HTTP/1.1");
    }
    return new Head(status.group(1).equals("1"), Integer.parseInt(status.group(2)), headers());
  }

  private List<Map.Entry<String, String>> headers() throws IOException {
    var headers = new ArrayList<Map.Entry<String, String>>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      String name = line.substring(0, Math.max(0, line.indexOf(':')));
      if (!isName(name)) {
        throw new IOException("the response has an invalid header");
      }
      headers.add(
          Map.entry(name.toLowerCase(Locale.ROOT), line.substring(name.length() + 1).strip()));
    }
    return headers;
  }

  /**
   * Accepts only a header name: servers and proxies interpret a space before the colon or at the
   * beginning differently.
   */
  private static boolean isName(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (CHARACTERS_OF_NAMES.indexOf(text.charAt(i)) < 0) {
        return false;
      }
    }
    return !text.isEmpty();
  }

  private byte[] body(Head head) throws IOException {
    List<String> lengths = head.all("content-length");
    List<String> codings = head.all("transfer-encoding");
    if (lengths.size() + codings.size() > 1) {
      throw new IOException("the response has several Content-Length headers");
    }
    byte[] body;
    if (head.status() == 204 || head.status() == 304) {
      body = new byte[0];
    } else if (!codings.isEmpty()) {
      if (!head.modern() || !codings.get(0).equalsIgnoreCase("chunked")) {
        throw new IOException("the response has a transfer coding that was not requested");
      }
      body = chunks();
    } else if (!lengths.isEmpty()) {
      body = exactly(length(lengths.get(0)));
    } else if (head.modern() && head.status() / 100 == 2) {
      throw new IOException("the response has no Content-Length");
    } else {
      return rest();
    }
    fitForMore = head.modern() && !head.closes();
    return body;
  }

  private byte[] rest() throws IOException {
    byte[] rest = in.readNBytes(LONGEST_BODY + 1);
    if (rest.length > LONGEST_BODY) {
      throw tooLong();
    }
    return rest;
  }

  private byte[] chunks() throws IOException {
    var body = new ByteArrayOutputStream();
    for (int size = chunk(); size > 0; size = chunk()) {
      if (body.size() + size > LONGEST_BODY) {
        throw tooLong();
      }
      body.writeBytes(exactly(size));
      if (!line().isEmpty()) {
        throw new IOException("a chunk of the response is longer than its size");
      }
    }
    // The trailers are not needed, but must be valid.
    headers();
    return body.toByteArray();
  }

  private int chunk() throws IOException {
    var chunk = CHUNK.matcher(line());
    if (!chunk.matches()) {
      throw new IOException("a chunk of the response has no size");
    }
    return Integer.parseInt(chunk.group(1), 16);
  }

  private static int length(String text) throws IOException {
    if (!LENGTH.matcher(text).matches()) {
      throw new IOException("the length of the response is not a number, or too large");
    }
    int length = Integer.parseInt(text);
    if (length > LONGEST_BODY) {
      throw tooLong();
    }
    return length;
  }

  private static IOException tooLong() {
    return new IOException("the response is longer than " + LONGEST_BODY + " bytes");
  }

  private byte[] exactly(int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("the response ends after " + bytes.length + " bytes");
    }
    return bytes;
  }

  /** Reads a line without its CR and LF. Refuses every other control character except a tab. */
  private String line() throws IOException {
    var line = new StringBuilder();
    while (true) {
      int b = in.read();
      if (b < 0) {
        throw new EOFException("the connection ended before the end of the response");
      }
      begun = true;
      if (--textLeft < 0) {
        throw new IOException("the head of the response is longer than " + LONGEST_TEXT + " bytes");
      }
      if (b == '\r') {
        if (in.read() != '\n') {
          throw new IOException("a line of the response ends with an incomplete line break");
        }
        textLeft--;
        return line.toString();
      }
      if ((b < ' ' && b != '\t') || b == 0x7f) {
        throw new IOException("a control character in the head of the response");
      }
      line.append((char) b);
    }
  }
}
