package io.github.rolecall.assume.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.rolecall.network.Network;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests which variables of AWS tools set the STS endpoint. */
class NetworkPlanTest {
  private static Network network(String... variables) {
    Planned job = Planned.gitHubJob();
    for (int i = 0; i < variables.length; i += 2) {
      job.env(variables[i], variables[i + 1]);
    }
    return job.plan().network();
  }

  private static Optional<String> endpoint(String... variables) {
    return network(variables).stsEndpoint().map(Object::toString);
  }

  @ParameterizedTest
  @CsvSource({"true,true", "TRUE,true", "false,false", "1,false"})
  void twoVariablesChooseTheEndpointOfTheRegion(String value, boolean expected) {
    assertEquals(expected, network("AWS_USE_FIPS_ENDPOINT", value).fips());
    assertEquals(false, network("AWS_USE_FIPS_ENDPOINT", value).dualStack());
    assertEquals(expected, network("AWS_USE_DUALSTACK_ENDPOINT", value).dualStack());
    assertEquals(false, network("AWS_USE_DUALSTACK_ENDPOINT", value).fips());
  }

  @Test
  void theEndpointOfStsGoesBeforeThatOfAllServices() {
    assertEquals(Optional.empty(), endpoint());
    assertEquals(
        Optional.of("https://all.example.com"),
        endpoint("AWS_ENDPOINT_URL", "https://all.example.com"));
    assertEquals(
        Optional.of("https://sts.example.com"),
        endpoint(
            "AWS_ENDPOINT_URL", "https://all.example.com",
            "AWS_ENDPOINT_URL_STS", "https://sts.example.com"));
  }

  @ParameterizedTest
  @CsvSource({"true,", "TRUE,", "false,https://all.example.com"})
  void endpointsCanBeIgnored(String ignored, String expected) {
    assertEquals(
        Optional.ofNullable(expected),
        endpoint(
            "AWS_ENDPOINT_URL",
            "https://all.example.com",
            "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS",
            ignored));
  }
}
