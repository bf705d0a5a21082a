package io.github.rolecall;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * One HTTP/1.1 connection over TLS, straight to its server: for a JVM that makes two requests in
 * its life, which is where the JDK's client with its pools and proxies costs more than the
 * requests. The certificate is checked, and the host's name in it, as the JDK does for HTTPS.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9112">RFC 9112, HTTP/1.1</a>
 */
public final class HttpsConnection implements AutoCloseable {
  private static final int LONGEST_HEAD = 64 * 1024;
  private static final int LONGEST_BODY = 1024 * 1024;

  private final Socket plain;
  private final SSLSocket socket;
  private final InputStream in;
  private boolean reusable = true;

  private HttpsConnection(Socket plain, SSLSocket socket) throws IOException {
    this.plain = plain;
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream());
  }

  /**
   * What came back.
   *
   * @param headers in their order, with names in lower case
   */
  public record Answer(int status, List<Map.Entry<String, String>> headers, String body) {
    /** The first header of that name, in lower case. */
    public Optional<String> header(String name) {
      return headers.stream()
          .filter(h -> h.getKey().equals(name))
          .map(Map.Entry::getValue)
          .findFirst();
    }

    /** Without the headers and the body, which may be a token. */
    @Override
    public String toString() {
      return String.valueOf(status);
    }
  }

  /**
   * Connects to the host and port of the address; TLS has been agreed upon when it returns.
   *
   * @param sockets asked when it is needed, as it may take its time
   */
  public static HttpsConnection open(Supplier<SSLSocketFactory> sockets, URI address)
      throws IOException {
    return open(sockets, address, connect(address));
  }

  /** The same where the way to the server is open already. */
  static HttpsConnection open(Supplier<SSLSocketFactory> sockets, URI address, Socket plain)
      throws IOException {
    SSLSocketFactory tls = sockets.get();
    try {
      return agree(tls, address, plain, KeyShare.first());
    } catch (IOException e) {
      if (KeyShare.first() == KeyShare.STANDARD || isSureToStay(e)) {
        throw e;
      }
      return agree(tls, address, connect(address), KeyShare.STANDARD);
    }
  }

  /** A certificate that is not trusted, or a server that does not answer, stays so. */
  private static boolean isSureToStay(IOException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof CertificateException || cause instanceof SocketTimeoutException) {
        return true;
      }
    }
    return false;
  }

  /** Connects without TLS. */
  static Socket connect(URI address) throws IOException {
    int port = address.getPort() < 0 ? 443 : address.getPort();
    var target = new InetSocketAddress(address.getHost(), port);
    if (target.isUnresolved()) {
      throw new UnknownHostException(address.getHost());
    }
    var plain = new Socket();
    try {
      plain.connect(target, (int) Network.CONNECT_TIMEOUT.toMillis());
      plain.setSoTimeout((int) Network.READ_TIMEOUT.toMillis());
      // Otherwise the request would wait until the end of the handshake was acknowledged.
      plain.setTcpNoDelay(true);
      return plain;
    } catch (IOException e) {
      plain.close();
      throw e;
    }
  }

  private static HttpsConnection agree(
      SSLSocketFactory tls, URI address, Socket plain, KeyShare keys) throws IOException {
    try {
      var socket = (SSLSocket) tls.createSocket(plain, address.getHost(), plain.getPort(), true);
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      keys.applyTo(parameters);
      socket.setSSLParameters(parameters);
      socket.startHandshake();
      return new HttpsConnection(plain, socket);
    } catch (IOException | RuntimeException e) {
      plain.close();
      throw e;
    }
  }

  /** Whether the last answer left the connection fit for another request. */
  public boolean reusable() {
    return reusable && !socket.isClosed() && !plain.isClosed();
  }

  /**
   * Asks once.
   *
   * @param headers all but Host, Content-Length and Connection
   */
  public Answer ask(
      String method, URI address, List<Map.Entry<String, String>> headers, byte[] body)
      throws IOException {
    reusable = false;
    String path = address.getRawPath().isEmpty() ? "/" : address.getRawPath();
    String query = address.getRawQuery() == null ? "" : "?" + address.getRawQuery();
    var message = new StringBuilder(method + " " + path + query + " HTTP/1.1\r\n");
    message.append("Host: ").append(address.getRawAuthority()).append("\r\n");
    for (Map.Entry<String, String> header : headers) {
      message.append(line(header)).append("\r\n");
    }
    if (body.length > 0 || method.equals("POST")) {
      message.append("Content-Length: ").append(body.length).append("\r\n");
    }
    var bytes = new ByteArrayOutputStream();
    bytes.writeBytes(message.append("\r\n").toString().getBytes(ISO_8859_1));
    bytes.writeBytes(body);
    socket.getOutputStream().write(bytes.toByteArray());
    Answer answer = read(method);
    while (answer.status() / 100 == 1) {
      answer = read(method);
    }
    reusable = !answer.header("connection").filter("close"::equalsIgnoreCase).isPresent();
    return answer;
  }

  private static String line(Map.Entry<String, String> header) {
    String line = header.getKey() + ": " + header.getValue();
    if (line.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
      throw new IllegalArgumentException("a control character in the header " + header.getKey());
    }
    return line;
  }

  private Answer read(String method) throws IOException {
    String[] status = line().split(" ", 3);
    if (status.length < 2 || !status[0].startsWith("HTTP/1.") || !status[1].matches("\\d{3}")) {
      throw new IOException("the answer is not HTTP");
    }
    var headers = new ArrayList<Map.Entry<String, String>>();
    int size = 0;
    for (String line = line(); !line.isEmpty(); line = line()) {
      size += line.length();
      int colon = line.indexOf(':');
      if (colon <= 0 || size > LONGEST_HEAD) {
        throw new IOException("the head of the answer is not HTTP");
      }
      headers.add(
          Map.entry(
              line.substring(0, colon).toLowerCase(Locale.ROOT),
              line.substring(colon + 1).strip()));
    }
    var head = new Answer(Integer.parseInt(status[1]), headers, "");
    boolean none = method.equals("HEAD") || head.status() / 100 == 1 || head.status() == 204;
    return none ? head : new Answer(head.status(), headers, new String(body(head), UTF_8));
  }

  private byte[] body(Answer head) throws IOException {
    if (head.header("transfer-encoding").filter("chunked"::equalsIgnoreCase).isPresent()) {
      return chunks();
    }
    Optional<String> length = head.header("content-length");
    if (length.isPresent()) {
      return exactly(number(length.get(), 10));
    }
    byte[] rest = in.readNBytes(LONGEST_BODY);
    close();
    return rest;
  }

  private byte[] chunks() throws IOException {
    var body = new ByteArrayOutputStream();
    for (int size = chunk(); size > 0; size = chunk()) {
      if (body.size() + size > LONGEST_BODY) {
        throw new IOException("the answer is too long");
      }
      body.writeBytes(exactly(size));
      line();
    }
    while (!line().isEmpty()) {
      // Trailers say nothing that is needed.
    }
    return body.toByteArray();
  }

  private int chunk() throws IOException {
    return number(line().replaceFirst(";.*", "").strip(), 16);
  }

  private static int number(String text, int radix) throws IOException {
    try {
      int number = Integer.parseUnsignedInt(text, radix);
      if (number >= 0 && number <= LONGEST_BODY) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw new IOException("the length of the answer is not a number", e);
    }
    throw new IOException("the answer is too long");
  }

  private byte[] exactly(int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("the answer ends after " + bytes.length + " bytes");
    }
    return bytes;
  }

  private String line() throws IOException {
    var line = new StringBuilder();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new EOFException("the connection ends before the answer does");
      }
      if (line.length() > LONGEST_HEAD) {
        throw new IOException("the head of the answer is too long");
      }
      line.append((char) b);
    }
    int end = line.length() - 1;
    return end >= 0 && line.charAt(end) == '\r' ? line.substring(0, end) : line.toString();
  }

  /**
   * Says goodbye, and does not wait for the answer: the JDK's sockets would, a whole round trip
   * long. Every answer has told its own length.
   */
  @Override
  public void close() throws IOException {
    try (plain) {
      if (!socket.isClosed()) {
        socket.shutdownOutput();
      }
    }
  }
}
