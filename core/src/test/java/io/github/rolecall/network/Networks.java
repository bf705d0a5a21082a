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

/** Ways to reach others. */
public final class Networks {
  public static final Retry ONCE = new Retry(1, Duration.ofSeconds(60));

  private Networks() {}

  /**
   * The network as a process of Rolecall has it, which trusts what is in the JVM's trust store:
   * that one holds the authority of the simulators of this process.
   */
  public static Http http() {
    return Http.ofJdk(TestAuthority.ofThisProcess().trustStore(), Clock.systemUTC());
  }

  public static Network direct() {
    return new Network(
        Optional.empty(), Proxies.none(), Optional.empty(), false, false, UserAgent.PLAIN);
  }

  /** STS at this address instead of the Region's own. */
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
