package io.github.rolecall.aws.ecr;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.rolecall.network.Network;
import io.github.rolecall.network.Networks;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests which hosts are registries of ECR, and which endpoint issues their passwords. */
class EcrRegistryTest {
  private static final Network NETWORK = Networks.at(URI.create("https://localhost"));

  @ParameterizedTest
  @CsvSource({
    "111122223333.dkr.ecr.eu-central-1.amazonaws.com, api.ecr.eu-central-1.amazonaws.com",
    "111122223333.dkr.ecr-fips.us-east-1.amazonaws.com, ecr-fips.us-east-1.amazonaws.com",
    "111122223333.dkr.ecr.us-gov-west-1.amazonaws.com, api.ecr.us-gov-west-1.amazonaws.com",
    "111122223333.dkr.ecr.cn-north-1.amazonaws.com.cn, api.ecr.cn-north-1.amazonaws.com.cn",
    "111122223333.dkr.ecr.eusc-de-east-1.amazonaws.eu, api.ecr.eusc-de-east-1.amazonaws.eu",
    "111122223333.dkr.ecr.us-iso-east-1.c2s.ic.gov, api.ecr.us-iso-east-1.c2s.ic.gov",
    "111122223333.dkr.ecr.us-isob-east-1.sc2s.sgov.gov, api.ecr.us-isob-east-1.sc2s.sgov.gov",
    "111122223333.dkr.ecr.eu-isoe-west-1.cloud.adc-e.uk, api.ecr.eu-isoe-west-1.cloud.adc-e.uk",
    "111122223333.dkr.ecr.us-isof-south-1.csp.hci.ic.gov, api.ecr.us-isof-south-1.csp.hci.ic.gov",
    "111122223333.dkr-ecr.eu-west-1.on.aws, ecr.eu-west-1.api.aws",
    "111122223333.dkr-ecr-fips.us-west-2.on.aws, ecr-fips.us-west-2.api.aws",
    "111122223333.dkr-ecr.cn-north-1.on.amazonwebservices.com.cn,"
        + " ecr.cn-north-1.api.amazonwebservices.com.cn",
    "111122223333.dkr.ecr.xx-new-7.amazonaws.com, api.ecr.xx-new-7.amazonaws.com",
    "public.ecr.aws, api.ecr-public.us-east-1.amazonaws.com",
    "ecr-public.aws.com, ecr-public.us-east-1.api.aws"
  })
  void everyNameOfARegistryIsRecognized(String host, String endpoint) {
    EcrRegistry registry = EcrRegistry.in(host).orElseThrow();
    assertEquals(host, registry.host());
    assertEquals("https://" + endpoint + "/", registry.endpoint(NETWORK));
    assertEquals(
        host.startsWith("1") ? Optional.of("111122223333") : Optional.empty(), registry.account());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://111122223333.dkr.ecr.eu-central-1.amazonaws.com",
        "https://111122223333.dkr.ecr.eu-central-1.amazonaws.com/v2/",
        "111122223333.dkr.ecr.eu-central-1.amazonaws.com:443",
        "111122223333.DKR.ECR.eu-central-1.amazonaws.com/team/app:1.2@sha256:00",
        " 111122223333.dkr.ecr.eu-central-1.amazonaws.com/app\n"
      })
  void imagesAndAddressesNameTheirRegistry(String text) {
    assertEquals(
        EcrRegistry.of("111122223333", "eu-central-1"), EcrRegistry.in(text).orElseThrow());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "docker.io",
        "https://index.docker.io/v1/",
        "amazonaws.com",
        "111122223333.dkr.ecr.eu-central-1.amazonaws.com.example.org",
        "111122223333.dkr.ecr.eu-central-1.amazonaws.com.cn",
        "111122223333.dkr.ecr.cn-north-1.amazonaws.com",
        "11112222333.dkr.ecr.eu-central-1.amazonaws.com",
        "x111122223333.dkr.ecr.eu-central-1.amazonaws.com",
        "111122223333.dkr.ecr.eu-central-1.amazonaws.com:8443",
        "111122223333.dkr.ecr.eu-central-1.on.aws",
        "111122223333-dkr.ecr.eu-central-1.amazonaws.com",
        "111122223333.dkr.ecr.eu-central-1.amazonaws.com@example.org",
        "https://user@111122223333.dkr.ecr.eu-central-1.amazonaws.com",
        "example.org/111122223333.dkr.ecr.eu-central-1.amazonaws.com",
        "notpublic.ecr.aws",
        "public.ecr.aws.example.org"
      })
  void whatOnlyLooksLikeOneIsNone(String text) {
    assertEquals(Optional.empty(), EcrRegistry.in(text));
  }

  @Test
  void theRegistryOfAnAccountIsInTheDomainOfItsPartition() {
    assertEquals(
        "111122223333.dkr.ecr.cn-northwest-1.amazonaws.com.cn",
        EcrRegistry.of("111122223333", "cn-northwest-1").host());
  }
}
