package io.github.rolecall.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.rolecall.host.Thrown;
import io.github.rolecall.network.Networks;
import io.github.rolecall.problem.NetworkProblem;
import java.net.Socket;
import java.net.URI;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Tests that Rolecall ignores JVM-wide TLS defaults. In Maven's JVM, other plugins may set defaults
 * that trust every certificate.
 */
@Isolated("it changes defaults of the whole JVM")
class TlsTest {
  private final SSLContext context = defaultContext();
  private final SSLSocketFactory sockets = HttpsURLConnection.getDefaultSSLSocketFactory();
  private final HostnameVerifier names = HttpsURLConnection.getDefaultHostnameVerifier();

  private static SSLContext defaultContext() {
    try {
      return SSLContext.getDefault();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @BeforeEach
  void trustEverybody() throws Exception {
    SSLContext careless = SSLContext.getInstance("TLS");
    careless.init(null, new TrustManager[] {new Careless()}, null);
    SSLContext.setDefault(careless);
    HttpsURLConnection.setDefaultSSLSocketFactory(careless.getSocketFactory());
    HttpsURLConnection.setDefaultHostnameVerifier((host, session) -> true);
  }

  @AfterEach
  void restore() {
    SSLContext.setDefault(context);
    HttpsURLConnection.setDefaultSSLSocketFactory(sockets);
    HttpsURLConnection.setDefaultHostnameVerifier(names);
  }

  @Test
  void theJdksClientWouldBelieveAnybody() throws Exception {
    try (ScriptedServer server = ScriptedServer.start(true, List.of(ScriptedServer.answer("hi")))) {
      var connection = (HttpsURLConnection) server.url().toURL().openConnection();
      assertEquals(200, connection.getResponseCode());
    }
  }

  @Test
  void aCertificateOfNobodyKnownIsNotTrusted() {
    try (ScriptedServer server = ScriptedServer.start(true, List.of(ScriptedServer.answer("hi")))) {
      URI address = server.url();
      Http http = Http.ofJvm(Clock.systemUTC());
      Thrown.problem(
          NetworkProblem.Untrusted.class,
          () -> http.ask(new Http.Request("x", address, Map.of(), Networks.direct())));
      try (HttpLine line = http.line(address, Networks.direct()).begin()) {
        assertThrows(
            RequestNotSentException.class, () -> line.ask("GET", address, List.of(), new byte[0]));
      }
      assertEquals(List.of(), server.requests());
    }
  }

  /** A trust manager that some plugins install to suppress certificate errors. */
  private static final class Careless extends X509ExtendedTrustManager {
    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
