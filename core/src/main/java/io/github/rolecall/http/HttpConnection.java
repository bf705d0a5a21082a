package io.github.rolecall.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.rolecall.network.Network;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javax.net.ssl.SSLSocketFactory;

/**
 * An HTTP/1.1 connection to a server, directly or through a proxy, with TLS for https. The
 * certificate and its host name are checked as the JDK does for HTTPS. It sends each request
 * exactly once: the JDK's own client repeats a GET whose connection breaks, and this cannot be
 * turned off.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9112">RFC 9112, HTTP/1.1</a>
 */
public final class HttpConnection implements AutoCloseable {
  private static final Duration MOMENT = Duration.ofMillis(1);

  private final Route route;
  private final LimitedSocket plain;
  private final Socket socket;
  private final InputStream in;
  private final HttpReader reader;
  private boolean usable = true;

  /** Uses a connected socket; for https, the TLS handshake is complete. */
  HttpConnection(Route route, LimitedSocket plain, Socket socket) throws IOException {
    this.route = route;
    this.plain = plain;
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream());
    this.reader = new HttpReader(in);
  }

  /** Connects to the server, through its {@link TcpConnection}, and performs the TLS handshake. */
  static HttpConnection open(
      Supplier<SSLSocketFactory> tls, URI address, Network network, Duration timeout)
      throws RequestNotSentException {
    return TcpConnection.to(address, network, timeout).agree(tls);
  }

  /**
   * Returns whether another request can be sent: the last answer was complete and left the
   * connection open, and the server has neither closed it nor sent anything since. The check takes
   * 1 ms.
   */
  boolean usable() {
    usable = usable && !plain.isClosed() && isSilent(plain, in);
    return usable;
  }

  /** Returns whether the server has neither closed the connection nor sent anything. */
  static boolean isSilent(LimitedSocket plain) {
    try {
      return isSilent(plain, plain.getInputStream());
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Returns whether there is neither the end of the stream nor unexpected data, which would be
   * taken for the next answer.
   */
  private static boolean isSilent(LimitedSocket plain, InputStream in) {
    try {
      plain.within(MOMENT);
      in.read();
      return false;
    } catch (SocketTimeoutException e) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Sends one request once, and reads its answer. The parameters are those of {@link HttpLine#ask}.
   */
  Http.Answer ask(
      String method,
      URI address,
      List<Map.Entry<String, String>> headers,
      byte[] body,
      Duration timeout)
      throws IOException {
    var message = new StringBuilder(method + " " + route.target(address) + " HTTP/1.1\r\n");
    message.append(line("Host", route.hostHeader()));
    route
        .proxyAuthorization()
        .ifPresent(value -> message.append(line("Proxy-Authorization", value.reveal())));
    for (Map.Entry<String, String> header : headers) {
      message.append(line(header.getKey(), header.getValue()));
    }
    if (!method.equals("GET")) {
      message.append(line("Content-Length", String.valueOf(body.length)));
    }
    var bytes = new ByteArrayOutputStream();
    bytes.writeBytes(message.append("\r\n").toString().getBytes(ISO_8859_1));
    bytes.writeBytes(body);
    usable = false;
    plain.within(timeout);
    socket.getOutputStream().write(bytes.toByteArray());
    try {
      Http.Answer answer = reader.answer();
      usable = reader.fitForMore();
      return answer;
    } catch (IOException e) {
      throw reader.begun() ? new BrokenAnswerException(e) : e;
    }
  }

  /** Formats a header line. */
  static String line(String name, String value) {
    String line = name + ": " + value;
    if (line.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
      throw new IllegalArgumentException("a control character in the header " + name);
    }
    return line + "\r\n";
  }

  /**
   * Closes the connection without waiting for the server's TLS close message, as the JDK's sockets
   * would, for a whole round trip. This is safe, because every answer states its own length.
   */
  @Override
  public void close() {
    close(plain, socket);
  }

  static void close(Socket plain, Socket socket) {
    try (plain) {
      if (!socket.isClosed()) {
        socket.shutdownOutput();
      }
    } catch (IOException e) {
      // The request has its answer, or its failure has been reported.
    }
  }
}
