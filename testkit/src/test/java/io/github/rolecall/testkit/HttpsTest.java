package io.github.rolecall.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** TLS with the certificates that the testkit makes itself. */
class HttpsTest {
  private static final FakeAws AWS = FakeAws.builder().https(true).start();

  @AfterAll
  static void stop() {
    AWS.close();
  }

  @Test
  void servesThoseWhoTrustTheAuthority() throws Exception {
    assertEquals("https", AWS.url().getScheme());
    HttpsURLConnection connection = connection(AWS.url().resolve("/"));
    connection.setSSLSocketFactory(trusting());
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
    try (SSLSocket socket = (SSLSocket) trusting().createSocket("localhost", AWS.url().getPort())) {
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
    try (SSLSocket socket = (SSLSocket) trusting().createSocket("localhost", AWS.url().getPort())) {
      socket.getOutputStream().write("GET /x HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      // A close_notify would end the stream in good order, with -1.
      assertThrows(IOException.class, socket.getInputStream()::read);
    }
  }

  @Test
  void plainHttpHasNoAuthority() {
    try (FakeAws plain = FakeAws.start()) {
      assertThrows(IllegalStateException.class, plain::caCertificatePem);
    }
  }

  private static HttpsURLConnection connection(URI uri) throws IOException {
    return (HttpsURLConnection) uri.toURL().openConnection();
  }

  private static SSLSocketFactory trusting() throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setCertificateEntry(
        "test",
        CertificateFactory.getInstance("X.509")
            .generateCertificate(
                new ByteArrayInputStream(
                    AWS.caCertificatePem().getBytes(StandardCharsets.US_ASCII))));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context.getSocketFactory();
  }
}
