package io.github.rolecall.network;

import io.github.rolecall.model.Partition;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How to reach others.
 *
 * @param stsEndpoint instead of the Region's own
 * @param trusted PEM file with the certificates to trust, instead of the standard ones
 * @param fips whether to use the FIPS endpoint of STS
 * @param dualStack whether to use the endpoint of STS for IPv4 and IPv6
 * @param userAgent what we call ourselves to AWS
 */
public record Network(
    Optional<URI> stsEndpoint,
    Proxies proxies,
    Optional<Path> trusted,
    boolean fips,
    boolean dualStack,
    UserAgent userAgent) {
  /** The timeout for a connection. */
  public static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

  /** The timeout for an answer. */
  public static final Duration READ_TIMEOUT = Duration.ofSeconds(15);

  /**
   * The host of a service in a Region, as the rules of the SDKs name it.
   *
   * @param service the first part of the name: {@code sts}
   */
  public String host(String service, String region, Partition partition) {
    // In GovCloud, the usual endpoints are those of FIPS.
    boolean usual = !fips || (partition == Partition.US_GOV && !dualStack);
    String domain = dualStack ? partition.dualStackDomain() : partition.domain();
    return service + (usual ? "." : "-fips.") + region + "." + domain;
  }

  /** The same without proxies, for servers on this machine or in its network. */
  public Network direct() {
    return new Network(stsEndpoint, Proxies.none(), trusted, fips, dualStack, userAgent);
  }
}
