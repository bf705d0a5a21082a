package io.github.rolecall.http;

import io.github.rolecall.model.Secret;
import io.github.rolecall.network.Network;
import io.github.rolecall.network.ProxyServer;
import io.github.rolecall.network.ServerUrl;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * How a connection gets to a server.
 *
 * @param host as it stands in the address: an IPv6 address has its brackets
 * @param https whether TLS is spoken with the server
 */
record Route(String host, int port, boolean https, Optional<ProxyServer> proxy) {
  /**
   * The route to the server of an address; fails where it names no host, or no port that can be.
   */
  static Route to(URI address, Network network) throws IOException {
    boolean https = "https".equalsIgnoreCase(address.getScheme());
    String host =
        ServerUrl.host(address)
            .orElseThrow(() -> new UnknownHostException("no host and port in the address"));
    return new Route(host, ServerUrl.port(address), https, network.proxies().on(address));
  }

  /** Whom to connect to: the proxy, or the server itself. */
  InetSocketAddress first() throws UnknownHostException {
    String name = proxy.map(ProxyServer::host).orElse(host);
    var target = new InetSocketAddress(name, proxy.map(ProxyServer::port).orElse(port));
    if (target.isUnresolved()) {
      throw new UnknownHostException(name);
    }
    return target;
  }

  /** Whether the proxy is asked to lead the connection on, so that it cannot read it. */
  boolean tunnel() {
    return https && proxy.isPresent();
  }

  /** What the proxy wants to hear with each request; empty where it cannot read them. */
  Optional<Secret> proxyAuthorization() {
    return https ? Optional.empty() : proxy.flatMap(ProxyServer::authorization);
  }

  /** Host and port, as {@code CONNECT} takes them. */
  String hostAndPort() {
    return host + ":" + port;
  }

  /** The value of the header Host. */
  String hostHeader() {
    return port == (https ? 443 : 80) ? host : hostAndPort();
  }

  /** What stands in a request's first line: path and query; for a proxy, the whole address. */
  String target(URI address) {
    URI ascii = URI.create(address.toASCIIString());
    String path =
        ascii.getRawPath() == null || ascii.getRawPath().isEmpty() ? "/" : ascii.getRawPath();
    String query = ascii.getRawQuery() == null ? "" : "?" + ascii.getRawQuery();
    boolean whole = proxy.isPresent() && !https;
    return (whole ? "http://" + hostHeader() : "") + path + query;
  }
}
