package io.github.rolecall;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import javax.net.ssl.SSLSocketFactory;

/**
 * TLS through a proxy that wants user and password. The JDK sends a {@code Proxy-Authorization} of
 * ours on no {@code CONNECT}, and its own only if a property of the whole JVM allows Basic
 * authentication there (jdk.http.auth.tunneling.disabledSchemes). So the connection is made without
 * the JDK's proxy, and this opens the tunnel.
 */
final class Tunnel extends SSLSocketFactory {
  private static final int LONGEST_ANSWER = 16 * 1024;

  private final ProxyServer proxy;
  private final SSLSocketFactory tls;

  Tunnel(ProxyServer proxy, SSLSocketFactory tls) {
    this.proxy = proxy;
    this.tls = tls;
  }

  /**
   * What the JDK connects, and then gives to {@link #createSocket(Socket, String, int, boolean)}.
   */
  @Override
  public Socket createSocket() {
    return new Tunnelled();
  }

  @Override
  public Socket createSocket(Socket socket, String host, int port, boolean autoClose)
      throws IOException {
    return tls.createSocket(socket, host, port, autoClose);
  }

  @Override
  public Socket createSocket(String host, int port) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Socket createSocket(InetAddress host, int port) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Socket createSocket(
      InetAddress address, int port, InetAddress localAddress, int localPort) {
    throw new UnsupportedOperationException();
  }

  @Override
  public String[] getDefaultCipherSuites() {
    return tls.getDefaultCipherSuites();
  }

  @Override
  public String[] getSupportedCipherSuites() {
    return tls.getSupportedCipherSuites();
  }

  /** A socket whose other end, once it is connected, is behind the proxy. */
  private final class Tunnelled extends Socket {
    @Override
    public void connect(SocketAddress target, int timeout) throws IOException {
      super.connect(new InetSocketAddress(proxy.host(), proxy.port()), timeout);
      setSoTimeout((int) Network.READ_TIMEOUT.toMillis());
      var host = (InetSocketAddress) target;
      String authority = host.getHostString() + ":" + host.getPort();
      String request =
          "CONNECT "
              + authority
              + " HTTP/1.1\r\nHost: "
              + authority
              + "\r\n"
              + proxy
                  .authorization()
                  .map(value -> "Proxy-Authorization: " + value.reveal() + "\r\n")
                  .orElse("")
              + "\r\n";
      getOutputStream().write(request.getBytes(ISO_8859_1));
      String status = head(getInputStream()).lines().findFirst().orElse("");
      if (!status.matches("HTTP/1\\.[01] 2\\d\\d.*")) {
        close();
        // The JDK's own words, by which NetworkProblem knows the proxy.
        throw new IOException("Unable to tunnel through proxy. Proxy returns \"" + status + "\"");
      }
    }

    /** Byte by byte: what follows the empty line belongs to TLS. */
    private String head(InputStream in) throws IOException {
      var head = new ByteArrayOutputStream();
      while (!head.toString(ISO_8859_1).endsWith("\r\n\r\n") && head.size() < LONGEST_ANSWER) {
        int next = in.read();
        if (next < 0) {
          throw new EOFException("the proxy closed the connection");
        }
        head.write(next);
      }
      return head.toString(ISO_8859_1);
    }
  }
}
