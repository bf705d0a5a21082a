package io.github.rolecall.aws;

import io.github.rolecall.Network;
import io.github.rolecall.Partition;
import java.net.URI;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.endpoints.StsEndpointParams;
import software.amazon.awssdk.services.sts.endpoints.StsEndpointProvider;

/**
 * Whom to ask.
 *
 * @param region for which a question is signed
 */
record StsEndpoint(String region, URI address) {

  static StsEndpoint of(String region, Network network) {
    return new StsEndpoint(
        region, network.stsEndpoint().orElseGet(() -> regional(region, network)));
  }

  private static URI regional(String region, Network network) {
    // The SDK knows every case, but its rules take longer to load than a question takes.
    Optional<Partition> plain =
        network.fips() || network.dualStack() ? Optional.empty() : Partition.ofRegion(region);
    return plain
        .map(partition -> URI.create("https://sts." + region + "." + partition.domain()))
        .orElseGet(() -> byRules(region, network));
  }

  /**
   * The endpoint by the SDK's own rules.
   *
   * @throws IllegalStateException when they have none
   */
  static URI byRules(String region, Network network) {
    try {
      return StsEndpointProvider.defaultProvider()
          .resolveEndpoint(
              StsEndpointParams.builder()
                  .region(Region.of(region))
                  .useFips(network.fips())
                  .useDualStack(network.dualStack())
                  .build())
          .join()
          .endpointUrl()
          .toUri();
    } catch (SdkClientException e) {
      throw new IllegalStateException("no endpoint for Region " + region, e);
    }
  }
}
