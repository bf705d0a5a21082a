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
 * One HTTP/1.1 connection, to a server or through a proxy, with TLS for https. The certificate is
 * checked, and the host's name in it, as the JDK does for HTTPS. It sends what it is told to send,
 * once: the JDK's own client repeats a GET whose connection breaks, and cannot be told not to.
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

  /** Over a socket that is connected, and, for https, has agreed upon TLS. */
  HttpConnection(Route route, LimitedSocket plain, Socket socket) throws IOException {
    this.route = route;
    this.plain = plain;
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream());
    this.reader = new HttpReader(in);
  }

  /** Connects to the server, through its {@link TcpConnection}, and performs the TLS handshake. */
  static HttpConnection open(
      Supplier<SSLSocketFactory> tls, URI address, Network network, Duration patience)
      throws RequestNotSentException {
    return TcpConnection.to(address, network, patience).agree(tls);
  }

  /**
   * Whether another request can be sent: the last answer was whole and left the connection open,
   * and since then the server has neither closed it nor said anything. To ask takes a millisecond.
   */
  boolean usable() {
    usable = usable && !plain.isClosed() && isSilent(plain, in);
    return usable;
  }

  /** Whether the other side has neither closed the connection nor said anything. */
  static boolean isSilent(LimitedSocket plain) {
    try {
      return isSilent(plain, plain.getInputStream());
    } catch (IOException e) {
      return false;
    }
  }

  /** Whether there is neither an end nor an answer to nothing, which would be the next one. */
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
   * Sends one request, once, and reads its answer; the parameters are those of {@link
   * HttpLine#ask}.
   */
  Http.Answer ask(
      String method,
      URI address,
      List<Map.Entry<String, String>> headers,
      byte[] body,
      Duration patience)
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
    plain.within(patience);
    socket.getOutputStream().write(bytes.toByteArray());
    try {
      Http.Answer answer = reader.answer();
      usable = reader.fitForMore();
      return answer;
    } catch (IOException e) {
      throw reader.begun() ? new BrokenAnswerException(e) : e;
    }
  }

  /** A header. */
  static String line(String name, String value) {
    String line = name + ": " + value;
    if (line.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
      throw new IllegalArgumentException("a control character in the header " + name);
    }
    return line + "\r\n";
  }

  /**
   * Says that this is the end, and does not wait for the answer: the JDK's sockets would, a whole
   * round trip long. Every answer has told its own length.
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
      // What was asked has its answer, or its failure has been told.
    }
  }
}
