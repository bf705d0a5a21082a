package io.github.rolecall.network;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How to reach others.
 *
 * @param stsEndpoint instead of the Region's own
 * @param trusted PEM file with the certificates to trust, instead of the standard ones
 * @param fips whether STS is asked at its FIPS endpoint
 * @param dualStack whether STS is asked at its endpoint for IPv4 and IPv6
 * @param userAgent what we call ourselves to AWS
 */
public record Network(
    Optional<URI> stsEndpoint,
    Proxies proxies,
    Optional<Path> trusted,
    boolean fips,
    boolean dualStack,
    UserAgent userAgent) {

  /** How long a connection may take to come about. */
  public static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

  /** How long an answer may take. */
  public static final Duration READ_TIMEOUT = Duration.ofSeconds(15);
}
