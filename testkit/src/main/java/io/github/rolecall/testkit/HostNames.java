package io.github.rolecall.testkit;

import io.github.rolecall.testkit.iam.OidcProvider;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;

/** The host names of the simulator. */
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

  /**
   * All names that the certificate contains: loopback, the endpoints of common Regions, and the
   * issuers.
   */
  static List<String> of(String address, World world) {
    return Stream.of(
            Stream.of("localhost", "127.0.0.1", address, "sts.amazonaws.com"),
            REGIONS.stream().map(region -> "sts." + region + ".amazonaws.com"),
            REGIONS.stream()
                .flatMap(
                    region -> Stream.of("codeartifact." + region, "*.d.codeartifact." + region))
                .map(name -> name + ".amazonaws.com"),
            REGIONS.stream()
                .map(region -> "*.d.codeartifact." + region)
                .flatMap(name -> Stream.of(name + ".on.aws", name + ".vpce.amazonaws.com")),
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
   * The URL of the server. With HTTPS its host is localhost, because some clients do not accept IP
   * addresses in certificates.
   */
  static URI url(String address, int port, boolean https) {
    String host = https && address.equals("127.0.0.1") ? "localhost" : address;
    return URI.create((https ? "https://" : "http://") + host + ":" + port);
  }

  /**
   * Rejects an address that is not loopback, so that no other machine can connect to the simulator.
   */
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
