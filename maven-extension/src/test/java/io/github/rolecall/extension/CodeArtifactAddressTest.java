package io.github.rolecall.extension;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests which addresses belong to CodeArtifact, and what they name. */
class CodeArtifactAddressTest {
  @ParameterizedTest
  @CsvSource({
    "https://acme-111122223333.d.codeartifact.eu-central-1.amazonaws.com/maven/shared/, acme, 111122223333, eu-central-1",
    "https://my-acme-2-111122223333.d.codeartifact.us-east-1.amazonaws.com/maven/a, my-acme-2, 111122223333, us-east-1",
    "https://acme-111122223333.d.codeartifact.us-gov-west-1.amazonaws.com/maven/a/, acme, 111122223333, us-gov-west-1",
    "https://acme-111122223333.d.codeartifact.cn-north-1.amazonaws.com.cn/maven/a/, acme, 111122223333, cn-north-1",
    "https://acme-111122223333.d.codeartifact.eusc-de-east-1.amazonaws.eu/maven/a/, acme, 111122223333, eusc-de-east-1",
    "https://acme-111122223333.d.codeartifact.us-iso-east-1.c2s.ic.gov/maven/a/, acme, 111122223333, us-iso-east-1",
    "https://acme-111122223333.d.codeartifact.eu-west-1.on.aws/maven/a/, acme, 111122223333, eu-west-1",
    "HTTPS://Acme-111122223333.D.CodeArtifact.EU-west-1.AmazonAWS.com/maven/a/, acme, 111122223333, eu-west-1",
    "https://acme-111122223333.d.codeartifact.eu-west-1.amazonaws.com:8443/maven/a/, acme, 111122223333, eu-west-1",
    "https://vpce-0743fe535b883ffff-76ddffff.d.codeartifact.us-west-2.vpce.amazonaws.com/maven/d/acme-111122223333/a/, acme, 111122223333, us-west-2"
  })
  void namesDomainOwnerAndRegion(String url, String domain, String owner, String region) {
    CodeArtifactAddress address = CodeArtifactAddress.of(url).orElseThrow();
    assertEquals(domain, address.domain());
    assertEquals(owner, address.owner());
    assertEquals(region, address.region());
  }

  @ParameterizedTest
  @CsvSource({
    "https://acme-111122223333.d.codeartifact.eu-central-1.amazonaws.com/maven/shared/",
    "https://acme-111122223333.d.codeartifact.eu-central-1.amazonaws.com/maven/shared",
    "https://vpce-0743fe535b883ffff-76ddffff.d.codeartifact.us-west-2.vpce.amazonaws.com/maven/d/acme-111122223333/shared/"
  })
  void namesTheRepository(String url) {
    assertEquals("shared", CodeArtifactAddress.of(url).orElseThrow().repository());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://repo.maven.apache.org/maven2",
        "file:/srv",
        "https://a",
        "",
        "https://acme-111122223333.d.codeartifact.eu-central-1.amazonaws.com/MAVEN/a/",
        "http://acme-111122223333.d.codeartifact.eu-central-1.amazonaws.com/maven/shared/",
        "https://acme-111122223333.d.codeartifact.eu-central-1.amazonaws.com.example.com/maven/a/",
        "https://acme-111122223333.d.codeartifact.eu-central-1.example.com/maven/a/",
        "https://example.com/acme-111122223333.d.codeartifact.eu-central-1.amazonaws.com/maven/a/",
        "https://me@acme-111122223333.d.codeartifact.eu-central-1.amazonaws.com/maven/a/",
        "https://example.com#@acme-111122223333.d.codeartifact.eu-central-1.amazonaws.com/maven/a/",
        "https://acme-111122223333.d.codeartifact.eu-central-1.amazonaws.com/npm/a/",
        "https://acme-11112222333.d.codeartifact.eu-central-1.amazonaws.com/maven/a/",
        "https://acme-111122223333.codeartifact.eu-central-1.amazonaws.com/maven/a/",
        "https://vpce-0743fe535b883ffff.d.codeartifact.us-west-2.vpce.amazonaws.com/maven/a/",
        "https://vpce-0743fe535b883ffff.d.codeartifact.us-west-2.vpce.example.com/maven/d/acme-111122223333/a/"
      })
  void everyOtherAddressIsNone(String url) {
    assertFalse(CodeArtifactAddress.of(url).isPresent(), url);
  }
}
