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
 * The route of a connection to a server.
 *
 * @param host as in the address: an IPv6 address has brackets
 * @param https whether the connection to the server uses TLS
 */
record Route(String host, int port, boolean https, Optional<ProxyServer> proxy) {
  /**
   * Returns the route to the server of an address. Fails if the address has no host or an invalid
   * port.
   */
  static Route to(URI address, Network network) throws IOException {
    boolean https = "https".equalsIgnoreCase(address.getScheme());
    String host =
        ServerUrl.host(address)
            .orElseThrow(() -> new UnknownHostException("no host and port in the address"));
    return new Route(host, ServerUrl.port(address), https, network.proxies().on(address));
  }

  /** Returns the address to connect to: the proxy, or the server itself. */
  InetSocketAddress first() throws UnknownHostException {
    String name = proxy.map(ProxyServer::host).orElse(host);
    var target = new InetSocketAddress(name, proxy.map(ProxyServer::port).orElse(port));
    if (target.isUnresolved()) {
      throw new UnknownHostException(name);
    }
    return target;
  }

  /** Returns whether the connection is a tunnel through the proxy, which cannot read it. */
  boolean tunnel() {
    return https && proxy.isPresent();
  }

  /**
   * Returns the authorization for the proxy in each request; empty with a tunnel, where the proxy
   * cannot read requests.
   */
  Optional<Secret> proxyAuthorization() {
    return https ? Optional.empty() : proxy.flatMap(ProxyServer::authorization);
  }

  /** Returns host and port in the form of {@code CONNECT}. */
  String hostAndPort() {
    return host + ":" + port;
  }

  /** Returns the value of the Host header. */
  String hostHeader() {
    return port == (https ? 443 : 80) ? host : hostAndPort();
  }

  /**
   * Returns the target in a request's first line: path and query; for a proxy, the whole address.
   */
  String target(URI address) {
    URI ascii = URI.create(address.toASCIIString());
    String path =
        ascii.getRawPath() == null || ascii.getRawPath().isEmpty() ? "/" : ascii.getRawPath();
    String query = ascii.getRawQuery() == null ? "" : "?" + ascii.getRawQuery();
    boolean whole = proxy.isPresent() && !https;
    return (whole ? "http://" + hostHeader() : "") + path + query;
  }
}
