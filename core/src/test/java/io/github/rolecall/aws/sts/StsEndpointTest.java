package io.github.rolecall.aws.sts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.rolecall.network.Network;
import io.github.rolecall.network.Networks;
import io.github.rolecall.network.Proxies;
import io.github.rolecall.network.UserAgent;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests which STS endpoint is used, in every partition. */
class StsEndpointTest {

  private static Network network(boolean fips, boolean dualStack) {
    return new Network(
        Optional.empty(), Proxies.none(), Optional.empty(), fips, dualStack, UserAgent.PLAIN);
  }

  @ParameterizedTest
  @CsvSource({
    "us-east-1, sts.us-east-1.amazonaws.com",
    "eu-central-1, sts.eu-central-1.amazonaws.com",
    "ap-southeast-7, sts.ap-southeast-7.amazonaws.com",
    "mx-central-1, sts.mx-central-1.amazonaws.com",
    "cn-north-1, sts.cn-north-1.amazonaws.com.cn",
    "cn-northwest-1, sts.cn-northwest-1.amazonaws.com.cn",
    "us-gov-west-1, sts.us-gov-west-1.amazonaws.com",
    "eusc-de-east-1, sts.eusc-de-east-1.amazonaws.eu",
    "us-iso-east-1, sts.us-iso-east-1.c2s.ic.gov",
    "us-isob-east-1, sts.us-isob-east-1.sc2s.sgov.gov",
    "eu-isoe-west-1, sts.eu-isoe-west-1.cloud.adc-e.uk",
    "us-isof-south-1, sts.us-isof-south-1.csp.hci.ic.gov"
  })
  void everyRegionIsAskedAtItsOwnEndpoint(String region, String host) {
    var endpoint = StsEndpoint.of(region, network(false, false));
    assertEquals(URI.create("https://" + host), endpoint.address());
    assertEquals(region, endpoint.region());
  }

  @ParameterizedTest
  @CsvSource({
    "us-east-1, true, false, sts-fips.us-east-1.amazonaws.com",
    "us-gov-west-1, true, false, sts.us-gov-west-1.amazonaws.com",
    "us-east-1, false, true, sts.us-east-1.api.aws",
    "cn-north-1, false, true, sts.cn-north-1.api.amazonwebservices.com.cn",
    "eusc-de-east-1, false, true, sts.eusc-de-east-1.api.amazonwebservices.eu",
    "us-iso-east-1, true, false, sts-fips.us-iso-east-1.c2s.ic.gov",
    "us-east-1, true, true, sts-fips.us-east-1.api.aws"
  })
  void fipsAndDualStackHaveTheirOwn(String region, boolean fips, boolean dualStack, String host) {
    assertEquals(
        URI.create("https://" + host), StsEndpoint.of(region, network(fips, dualStack)).address());
  }

  @Test
  void theEndpointOfTheUserGoesBeforeAll() {
    URI own = URI.create("https://vpce.example.com");
    var endpoint = StsEndpoint.of("us-east-1", Networks.at(own));
    assertEquals(own, endpoint.address());
    assertEquals("us-east-1", endpoint.region());
  }
}
