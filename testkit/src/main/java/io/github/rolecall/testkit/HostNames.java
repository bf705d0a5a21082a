package io.github.rolecall.testkit;

import io.github.rolecall.testkit.iam.OidcProvider;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;

/** The names under which the simulator can be reached. */
final class HostNames {
  private static final List<String> REGIONS =
      List.of(
          "us-east-1",
          "us-east-2",
          "us-west-1",
          "us-west-2",
          "ca-central-1",
          "sa-east-1",
          "eu-central-1",
          "eu-central-2",
          "eu-west-1",
          "eu-west-2",
          "eu-west-3",
          "eu-north-1",
          "eu-south-1",
          "ap-northeast-1",
          "ap-northeast-2",
          "ap-south-1",
          "ap-southeast-1",
          "ap-southeast-2",
          "us-gov-west-1",
          "us-gov-east-1");
  private static final List<String> CHINA = List.of("cn-north-1", "cn-northwest-1");

  private HostNames() {}

  /** All names that a certificate needs: loopback, the STS of common regions, and the issuers. */
  static List<String> of(String address, World world) {
    return Stream.of(
            Stream.of("localhost", "127.0.0.1", address, "sts.amazonaws.com"),
            REGIONS.stream().map(region -> "sts." + region + ".amazonaws.com"),
            REGIONS.stream().map(region -> "*.d.codeartifact." + region + ".amazonaws.com"),
            REGIONS.stream()
                .flatMap(region -> Stream.of("*.dkr.ecr." + region, "api.ecr." + region))
                .map(name -> name + ".amazonaws.com"),
            Stream.of("public.ecr.aws", "api.ecr-public.us-east-1.amazonaws.com"),
            REGIONS.stream().map(region -> "sts-fips." + region + ".amazonaws.com"),
            CHINA.stream().map(region -> "sts." + region + ".amazonaws.com.cn"),
            Stream.of(Issuers.GITHUB, Issuers.GITLAB).map(HostNames::host),
            world.providers().stream().map(OidcProvider::issuer).map(HostNames::host))
        .flatMap(names -> names)
        .distinct()
        .toList();
  }

  /**
   * The server's own URL; localhost with HTTPS, because some clients do not accept addresses in
   * certificates.
   */
  static URI url(String address, int port, boolean https) {
    String host = https && address.equals("127.0.0.1") ? "localhost" : address;
    return URI.create((https ? "https://" : "http://") + host + ":" + port);
  }

  /** Refuses other addresses than loopback, so that no other machine can reach the simulator. */
  static String requireLoopback(String address) {
    if (!address.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}")) {
      throw new IllegalArgumentException("not an IPv4 loopback address: " + address);
    }
    return address;
  }

  private static String host(String url) {
    return URI.create(url).getHost();
  }
}
