package io.github.rolecall;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.util.Optional;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocketFactory;

/** Opens HTTP connections as the plan says: time limits, proxy, trust. */
public final class Connections {
  private final Network network;
  private final SSLSocketFactory tls;

  /**
   * Reads the certificates to trust.
   *
   * @throws CredentialsException with {@link InputProblem.Invalid} when they cannot be read
   */
  public Connections(Network network) {
    this.network = network;
    this.tls =
        network
            .trusted()
            .map(file -> TrustAnchors.load(file).sslContext().getSocketFactory())
            .orElseGet(HttpsURLConnection::getDefaultSSLSocketFactory);
  }

  /** A connection that is not made yet. */
  public HttpURLConnection open(URI address) throws IOException {
    Optional<ProxyServer> proxy = network.proxies().on(address);
    Optional<Secret> authorization = proxy.flatMap(ProxyServer::authorization);
    boolean tunnel = "https".equals(address.getScheme()) && authorization.isPresent();
    var connection =
        (HttpURLConnection)
            address
                .toURL()
                .openConnection(
                    tunnel ? Proxy.NO_PROXY : proxy.map(Connections::jdk).orElse(Proxy.NO_PROXY));
    connection.setInstanceFollowRedirects(false);
    connection.setUseCaches(false);
    connection.setConnectTimeout((int) Network.CONNECT_TIMEOUT.toMillis());
    connection.setReadTimeout((int) Network.READ_TIMEOUT.toMillis());
    if (connection instanceof HttpsURLConnection https) {
      https.setSSLSocketFactory(tunnel ? new Tunnel(proxy.orElseThrow(), tls) : tls);
    } else {
      authorization.ifPresent(
          value -> connection.setRequestProperty("Proxy-Authorization", value.reveal()));
    }
    return connection;
  }

  private static Proxy jdk(ProxyServer server) {
    return new Proxy(Proxy.Type.HTTP, new InetSocketAddress(server.host(), server.port()));
  }
}
