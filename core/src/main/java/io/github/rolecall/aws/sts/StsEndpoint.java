package io.github.rolecall.aws.sts;

import io.github.rolecall.model.Partition;
import io.github.rolecall.network.Network;
import java.net.URI;
import java.util.stream.Stream;

/**
 * The STS endpoint of a Region. The names are those of the SDK's endpoint rules, and a test
 * compares both. The rules themselves are not used: they read a file that {@code
 * AWS_PARTITIONS_FILE} names, and take longer to load than a call takes.
 *
 * @param region the Region for which a request is signed
 */
record StsEndpoint(String region, URI address) {
  /** The legacy global endpoint, which is in this Region. */
  private static final String GLOBAL = "aws-global";

  private static final String REGION_OF_GLOBAL = "us-east-1";

  static StsEndpoint of(String region, Network network) {
    return new StsEndpoint(
        region.equals(GLOBAL) ? REGION_OF_GLOBAL : region,
        network.stsEndpoint().orElseGet(() -> URI.create("https://" + host(region, network))));
  }

  private static String host(String region, Network network) {
    Partition partition = partition(region);
    if (region.equals(GLOBAL) && !network.fips() && !network.dualStack()) {
      return "sts." + partition.domain();
    }
    return network.host("sts", region, partition);
  }

  /** An unknown Region is treated as a new one of the largest partition. */
  private static Partition partition(String region) {
    return Partition.ofRegion(region)
        .or(
            () ->
                Stream.of(Partition.values())
                    .filter(partition -> region.equals(partition.id() + "-global"))
                    .findFirst())
        .orElse(Partition.AWS);
  }
}
