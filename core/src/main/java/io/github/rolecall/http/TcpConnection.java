package io.github.rolecall.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.rolecall.model.Secret;
import io.github.rolecall.network.Network;
import io.github.rolecall.network.ProxyServer;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** A TCP connection to a server, or to its proxy, before the TLS handshake. */
final class TcpConnection {
  /** An older connection is checked before the TLS handshake: the server may have closed it. */
  private static final Duration YOUNG = Duration.ofSeconds(1);

  /** The proxy refused to open a tunnel to the server. */
  static final class ProxyRefusal extends IOException {
    private static final long serialVersionUID = 1L;

    final int status;

    private ProxyRefusal(int status) {
      super("the proxy returned status " + status);
      this.status = status;
    }
  }

  private final Route route;
  private final LimitedSocket plain;
  private final Duration timeout;
  private final long at = System.nanoTime();

  private TcpConnection(Route route, LimitedSocket plain, Duration timeout) {
    this.route = route;
    this.plain = plain;
    this.timeout = timeout;
  }

  /** Connects to the host and port of the address. Each step may take as long as the timeout. */
  static TcpConnection to(URI address, Network network, Duration timeout)
      throws RequestNotSentException {
    try {
      Route route = Route.to(address, network);
      return new TcpConnection(route, connect(route, timeout), timeout);
    } catch (IOException e) {
      throw new RequestNotSentException(e);
    }
  }

  private static LimitedSocket connect(Route route, Duration timeout) throws IOException {
    var plain = new LimitedSocket();
    try {
      Duration limit =
          timeout.compareTo(Network.CONNECT_TIMEOUT) < 0 ? timeout : Network.CONNECT_TIMEOUT;
      plain.connect(route.first(), (int) limit.toMillis());
      // Otherwise the request would wait until the end of the handshake was acknowledged.
      plain.setTcpNoDelay(true);
      if (route.tunnel()) {
        tunnel(route, plain, timeout);
      }
      return plain;
    } catch (IOException | RuntimeException e) {
      plain.close();
      throw e;
    }
  }

  /** Asks the proxy to open a tunnel to the server. */
  private static void tunnel(Route route, LimitedSocket plain, Duration timeout)
      throws IOException {
    String authority = route.hostAndPort();
    var message = new StringBuilder("CONNECT " + authority + " HTTP/1.1\r\n");
    message.append(HttpConnection.line("Host", authority));
    Optional<Secret> login = route.proxy().flatMap(ProxyServer::authorization);
    login.ifPresent(
        value -> message.append(HttpConnection.line("Proxy-Authorization", value.reveal())));
    plain.getOutputStream().write(message.append("\r\n").toString().getBytes(ISO_8859_1));
    plain.within(timeout);
    int status = new HttpReader(new BufferedInputStream(plain.getInputStream())).statusOfConnect();
    if (status / 100 != 2) {
      throw new ProxyRefusal(status);
    }
  }

  /** Returns whether the server has not closed the connection meanwhile. */
  boolean open() {
    return System.nanoTime() - at < YOUNG.toNanos() || HttpConnection.isSilent(plain);
  }

  /**
   * Performs the TLS handshake if the route uses HTTPS. Requests the socket factory only then, as
   * creating it may take time.
   */
  HttpConnection agree(Supplier<SSLSocketFactory> tls) throws RequestNotSentException {
    try {
      return route.https() ? agreed(tls.get()) : new HttpConnection(route, plain, plain);
    } catch (IOException e) {
      throw new RequestNotSentException(e);
    } catch (RuntimeException e) {
      HttpConnection.close(plain, plain);
      throw e;
    }
  }

  private HttpConnection agreed(SSLSocketFactory tls) throws IOException {
    try {
      return agreed(tls, plain, true);
    } catch (IOException e) {
      if (!KeyShare.canBeOne() || isSureToStay(e)) {
        throw e;
      }
      return agreed(tls, connect(route, timeout), false);
    }
  }

  /**
   * A second attempt does not help if the certificate is not trusted or the server does not answer.
   */
  private static boolean isSureToStay(IOException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof CertificateException || cause instanceof SocketTimeoutException) {
        return true;
      }
    }
    return false;
  }

  private HttpConnection agreed(SSLSocketFactory tls, LimitedSocket over, boolean oneKey)
      throws IOException {
    try {
      var socket = (SSLSocket) tls.createSocket(over, route.host(), route.port(), true);
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      if (oneKey) {
        KeyShare.offerOne(parameters);
      }
      socket.setSSLParameters(parameters);
      over.within(timeout);
      socket.startHandshake();
      return new HttpConnection(route, over, socket);
    } catch (IOException | RuntimeException e) {
      over.close();
      throw e;
    }
  }
}
