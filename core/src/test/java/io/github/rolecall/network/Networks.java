package io.github.rolecall.network;

import io.github.rolecall.host.Retry;
import io.github.rolecall.http.Http;
import io.github.rolecall.testkit.tls.TestAuthority;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Network settings for tests. */
public final class Networks {
  public static final Retry ONCE = new Retry(1, Duration.ofSeconds(60));

  private Networks() {}

  /**
   * Returns the network of a real process, which trusts the JVM's trust store. In tests, that store
   * contains the authority of this process's simulators.
   */
  public static Http http() {
    return Http.ofJdk(TestAuthority.ofThisProcess().trustStore(), Clock.systemUTC());
  }

  public static Network direct() {
    return new Network(
        Optional.empty(), Proxies.none(), Optional.empty(), false, false, UserAgent.PLAIN);
  }

  /** Returns a network with STS at this address instead of the endpoint of the Region. */
  public static Network at(URI sts) {
    return new Network(
        Optional.of(sts), Proxies.none(), Optional.empty(), false, false, UserAgent.PLAIN);
  }

  public static Network through(Network network, String proxy, String... exceptions) {
    Optional<ProxyServer> server = ProxyServer.parse(proxy);
    return new Network(
        network.stsEndpoint(),
        new Proxies(server, server, List.of(exceptions)),
        network.trusted(),
        network.fips(),
        network.dualStack(),
        network.userAgent());
  }

  public static Network trusting(Network network, Path pem) {
    return new Network(
        network.stsEndpoint(),
        network.proxies(),
        Optional.of(pem),
        network.fips(),
        network.dualStack(),
        network.userAgent());
  }
}
