package io.github.rolecall.model;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The AWS partitions and their Regions, from botocore's endpoint data. */
public enum Partition {
  AWS("aws", "amazonaws.com", "api.aws", "(us|eu|ap|sa|ca|me|af|il|mx)-\\w+-\\d+"),
  CHINA("aws-cn", "amazonaws.com.cn", "api.amazonwebservices.com.cn", "cn-\\w+-\\d+"),
  US_GOV("aws-us-gov", "amazonaws.com", "api.aws", "us-gov-\\w+-\\d+"),
  EUROPEAN_SOVEREIGN("aws-eusc", "amazonaws.eu", "api.amazonwebservices.eu", "eusc-(de)-\\w+-\\d+"),
  ISO("aws-iso", "c2s.ic.gov", "api.aws.ic.gov", "us-iso-\\w+-\\d+"),
  ISO_B("aws-iso-b", "sc2s.sgov.gov", "api.aws.scloud", "us-isob-\\w+-\\d+"),
  ISO_E("aws-iso-e", "cloud.adc-e.uk", "api.cloud-aws.adc-e.uk", "eu-isoe-\\w+-\\d+"),
  ISO_F("aws-iso-f", "csp.hci.ic.gov", "api.aws.hci.ic.gov", "us-isof-\\w+-\\d+");

  private final String id;
  private final String domain;
  private final String dualStackDomain;
  private final Pattern regions;

  Partition(String id, String domain, String dualStackDomain, String regions) {
    this.id = id;
    this.domain = domain;
    this.dualStackDomain = dualStackDomain;
    this.regions = Pattern.compile(regions);
  }

  /** The partition of a Region; empty for a Region that is not known. */
  public static Optional<Partition> ofRegion(String region) {
    return Stream.of(values())
        .filter(partition -> partition.regions.matcher(region).matches())
        .findFirst();
  }

  /** The name in ARNs. */
  public String id() {
    return id;
  }

  /** The domain of its services. */
  public String domain() {
    return domain;
  }

  /** The domain of its services that have IPv4 and IPv6 addresses. */
  public String dualStackDomain() {
    return dualStackDomain;
  }

  /** The audience that OIDC providers in IAM list by convention. */
  public static String audience(String partition) {
    return partition.equals(CHINA.id) ? "sts.amazonaws.com.cn" : "sts.amazonaws.com";
  }
}
