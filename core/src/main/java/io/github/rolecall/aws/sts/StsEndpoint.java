package io.github.rolecall.aws.sts;

import io.github.rolecall.model.Partition;
import io.github.rolecall.network.Network;
import java.net.URI;
import java.util.stream.Stream;

/**
 * Whom to ask. The names are those of the SDK's rules, with which a test compares them: the rules
 * themselves read a file that {@code AWS_PARTITIONS_FILE} names, and take longer to load than a
 * question takes.
 *
 * @param region for which a question is signed
 */
record StsEndpoint(String region, URI address) {
  /** The endpoint of old, which is in this Region. */
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

  /** A Region that nobody knows is taken for a new one of the largest partition. */
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
