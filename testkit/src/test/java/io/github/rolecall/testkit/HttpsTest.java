package io.github.rolecall.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.testkit.tls.TestAuthority;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.List;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Tests of TLS with the certificates of the testkit. */
class HttpsTest {
  private static final FakeAws AWS = FakeAws.start();
  private static final SSLSocketFactory TRUSTING = AWS.authority().client().getSocketFactory();

  @AfterAll
  static void stop() {
    AWS.close();
  }

  @Test
  void servesThoseWhoTrustTheAuthority() throws Exception {
    assertEquals("https", AWS.url().getScheme());
    HttpsURLConnection connection = connection(AWS.url().resolve("/"));
    connection.setSSLSocketFactory(TRUSTING);
    connection.setDoOutput(true);
    try (OutputStream body = connection.getOutputStream()) {
      String token = AWS.gitHubJob().idToken("sts.amazonaws.com");
      body.write(
          Client.form("AssumeRoleWithWebIdentity", Client.DEPLOY, "WebIdentityToken", token)
              .getBytes(StandardCharsets.UTF_8));
    }
    assertEquals(200, connection.getResponseCode());
    assertEquals(1, AWS.calls("jwks").size());
  }

  @Test
  void failsForThoseWhoDoNot() throws Exception {
    HttpsURLConnection connection = connection(AWS.url().resolve("/"));
    assertThrows(SSLHandshakeException.class, connection::getResponseCode);
  }

  @Test
  void theCertificateCoversRealHosts() throws Exception {
    try (SSLSocket socket = (SSLSocket) TRUSTING.createSocket("localhost", AWS.url().getPort())) {
      socket.startHandshake();
      X509Certificate certificate = (X509Certificate) socket.getSession().getPeerCertificates()[0];
      String names = certificate.getSubjectAlternativeNames().toString();
      for (String name :
          new String[] {
            "127.0.0.1",
            "sts.eu-central-1.amazonaws.com",
            "sts.amazonaws.com",
            "token.actions.githubusercontent.com"
          }) {
        assertTrue(names.contains(name), name);
      }
      assertEquals(-1, certificate.getBasicConstraints());
    }
  }

  @Test
  void resetsWithoutAFarewell() throws Exception {
    AWS.fault("unknown", Fault.reset());
    try (SSLSocket socket = (SSLSocket) TRUSTING.createSocket("localhost", AWS.url().getPort())) {
      socket.getOutputStream().write("GET /x HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      // With a close_notify, the stream would end normally, with -1.
      assertThrows(IOException.class, socket.getInputStream()::read);
    }
  }

  /**
   * Tests the files that a JVM reads with javax.net.ssl.trustStore, without a password, and that
   * AWS tools read.
   */
  @Test
  void theFilesHoldTheCertificateThatSignedTheServers() throws Exception {
    TestAuthority authority = AWS.authority();
    KeyStore store = KeyStore.getInstance(authority.trustStore().toFile(), (char[]) null);
    assertEquals(List.of("root"), Collections.list(store.aliases()));
    assertEquals(authority.pem(), Files.readString(authority.bundle()));
    try (InputStream pem = Files.newInputStream(authority.bundle());
        SSLSocket socket = (SSLSocket) TRUSTING.createSocket("localhost", AWS.url().getPort())) {
      Certificate root = CertificateFactory.getInstance("X.509").generateCertificate(pem);
      assertEquals(root, store.getCertificate("root"));
      socket.startHandshake();
      Certificate server = socket.getSession().getPeerCertificates()[0];
      server.verify(root.getPublicKey());
      assertEquals("RSA", server.getPublicKey().getAlgorithm());
    }
  }

  @Test
  void anotherAuthorityIsNotTrusted() throws Exception {
    try (FakeAws other = FakeAws.builder().authority(TestAuthority.another()).start()) {
      HttpsURLConnection connection = connection(other.url().resolve("/"));
      connection.setSSLSocketFactory(TRUSTING);
      assertThrows(SSLHandshakeException.class, connection::getResponseCode);
    }
  }

  @Test
  void plainHttpHasNoAuthority() {
    try (FakeAws plain = FakeAws.builder().plainHttp().start()) {
      assertEquals("http", plain.url().getScheme());
      assertThrows(IllegalStateException.class, plain::authority);
    }
  }

  private static HttpsURLConnection connection(URI uri) throws IOException {
    return (HttpsURLConnection) uri.toURL().openConnection();
  }
}
