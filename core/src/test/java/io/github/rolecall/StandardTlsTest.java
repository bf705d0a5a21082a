package io.github.rolecall;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.rolecall.testkit.FakeAws;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** TLS that is made beside other work trusts whom the JDK trusts, and nobody else. */
class StandardTlsTest {
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anAuthorityThatTheJdkDoesNotKnowIsRefused(boolean prepared) {
    var tls = new StandardTls(Path.of("none"));
    if (prepared) {
      tls.prepare();
    }
    try (FakeAws aws = FakeAws.builder().https(true).start()) {
      SSLHandshakeException refused =
          assertThrows(
              SSLHandshakeException.class, () -> HttpsConnection.open(tls::sockets, aws.url()));
      assertEquals(
          "PKIX path building failed: sun.security.provider.certpath.SunCertPathBuilderException:"
              + " unable to find valid certification path to requested target",
          refused.getMessage().replaceFirst("^\\(certificate_unknown\\) ", ""));
    }
  }

  @Test
  void theAuthoritiesAreThoseOfTheJdk() throws Exception {
    var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init((KeyStore) null);
    var jdk = (X509TrustManager) factory.getTrustManagers()[0];
    assertEquals(
        names(jdk.getAcceptedIssuers()), names(new StandardTls(Path.of("none")).authorities()));
  }

  private static Set<String> names(java.security.cert.X509Certificate[] authorities) {
    return Stream.of(authorities)
        .map(authority -> authority.getSubjectX500Principal() + " " + authority.getSerialNumber())
        .collect(Collectors.toSet());
  }

  @Test
  void itIsMadeOnce() {
    var tls = new StandardTls(Path.of("none"));
    assertSame(tls.sockets(), tls.sockets());
  }
}
