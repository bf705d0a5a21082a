package io.github.rolecall.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.network.Network;
import io.github.rolecall.network.Networks;
import io.github.rolecall.testkit.FakeAws;
import io.github.rolecall.testkit.tls.TestAuthority;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests that TLS with an index of authorities trusts exactly the authorities that the JDK trusts.
 */
class StandardTlsTest {
  private static final String UNKNOWN = "unable to find valid certification path";

  @TempDir Path folder;

  private Path store(String... pems) throws Exception {
    KeyStore store = KeyStore.getInstance("JKS");
    store.load(null, null);
    for (X509Certificate known : ofJdk().subList(0, 3)) {
      store.setCertificateEntry("known" + store.size(), known);
    }
    for (String pem : pems) {
      var bytes = new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII));
      store.setCertificateEntry(
          "own" + store.size(), CertificateFactory.getInstance("X.509").generateCertificate(bytes));
    }
    Path file = folder.resolve("store");
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, "changeit".toCharArray());
    }
    return file;
  }

  private static List<X509Certificate> ofJdk() throws Exception {
    var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init((KeyStore) null);
    return List.of(((X509TrustManager) factory.getTrustManagers()[0]).getAcceptedIssuers());
  }

  private static String refused(StandardTls tls, URI address) {
    var thrown = assertThrows(RequestNotSentException.class, () -> connect(tls, address));
    return String.valueOf(
        assertInstanceOf(SSLHandshakeException.class, thrown.getCause()).getMessage());
  }

  private static void connect(StandardTls tls, URI address) throws IOException {
    HttpConnection.open(tls::sockets, address, Networks.direct(), Network.READ_TIMEOUT).close();
  }

  private static FakeAws elliptic() {
    return FakeAws.builder().authority(TestAuthority.ofEllipticCurves()).start();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theAuthorityThatTheServerNamesIsFound(boolean rsa) throws Exception {
    try (FakeAws aws = rsa ? FakeAws.start() : elliptic()) {
      var tls = new StandardTls(store(aws.authority().pem()));
      tls.prepare();
      connect(tls, aws.url());
    }
  }

  @Test
  void anotherAuthorityOfTheSameNameIsRefused() throws Exception {
    String other = TestAuthority.another().pem();
    try (FakeAws aws = FakeAws.start()) {
      String said = refused(new StandardTls(store(other)), aws.url());
      assertTrue(said.contains("signature check failed"), said);
    }
  }

  @Test
  void ofTwoWithTheSameNameTheRightOneCounts() throws Exception {
    String other = TestAuthority.another().pem();
    try (FakeAws aws = FakeAws.start()) {
      var tls = new StandardTls(store(other, aws.authority().pem()));
      connect(tls, aws.url());
    }
  }

  @Test
  void anotherNameOfTheServerIsRefused() throws Exception {
    var elsewhere = TestAuthority.another();
    try (var listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      var server = new Thread(() -> answer(listener, elsewhere));
      server.setDaemon(true);
      server.start();
      URI address = URI.create("https://localhost:" + listener.getLocalPort());
      String said = refused(new StandardTls(store(elsewhere.pem())), address);
      assertTrue(said.contains("localhost"), said);
    }
  }

  private static void answer(ServerSocket listener, TestAuthority authority) {
    while (!listener.isClosed()) {
      try (Socket plain = listener.accept();
          Socket socket =
              authority.sockets(List.of("elsewhere.example.com")).createSocket(plain, null, true)) {
        socket.getInputStream().read();
      } catch (IOException e) {
        // The client closed the connection.
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void withoutAnIndexAnAuthorityThatTheJdkDoesNotKnowIsRefused(boolean prepared) {
    var tls = new StandardTls(folder.resolve("none"));
    if (prepared) {
      tls.prepare();
    }
    try (FakeAws aws = FakeAws.start()) {
      String said = refused(tls, aws.url());
      assertTrue(said.contains(UNKNOWN), said);
    }
  }

  @Test
  void allAuthoritiesAreThoseOfTheJdk() throws Exception {
    assertEquals(
        names(ofJdk().stream()), names(Stream.of(new StandardTls(Path.of("none")).authorities())));
  }

  private static Set<String> names(Stream<X509Certificate> authorities) {
    return authorities
        .map(authority -> authority.getSubjectX500Principal() + " " + authority.getSerialNumber())
        .collect(Collectors.toSet());
  }

  @Test
  void itIsMadeOnce() {
    var tls = new StandardTls(Path.of("none"));
    assertSame(tls.sockets(), tls.sockets());
  }
}
