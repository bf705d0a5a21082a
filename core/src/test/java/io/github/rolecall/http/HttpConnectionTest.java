package io.github.rolecall.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.host.Thrown;
import io.github.rolecall.jackson.JsonReader;
import io.github.rolecall.network.Network;
import io.github.rolecall.network.Networks;
import io.github.rolecall.problem.NetworkProblem;
import io.github.rolecall.testkit.FakeAws;
import io.github.rolecall.testkit.Fault;
import io.github.rolecall.testkit.ci.TestProxy;
import io.github.rolecall.testkit.tls.TestAuthority;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests a single connection, byte by byte. */
public class HttpConnectionTest {
  @TempDir private Path folder;

  private SSLSocketFactory trusting(String pem) throws IOException {
    return Tls.ofFile(Files.writeString(folder.resolve("ca.pem"), pem));
  }

  private static Http.Answer token(FakeAws aws, SSLSocketFactory tls) {
    Map<String, String> job = aws.gitHubJob().environment();
    return new SocketHttp(() -> tls, Clock.systemUTC())
        .ask(
            new Http.Request(
                "the token endpoint",
                URI.create(job.get("ACTIONS_ID_TOKEN_REQUEST_URL")),
                Map.of("Authorization", "Bearer " + job.get("ACTIONS_ID_TOKEN_REQUEST_TOKEN")),
                Networks.direct()));
  }

  private static HttpConnection open(ScriptedServer server) throws IOException {
    return HttpConnection.open(
        server::sockets, server.url(), Networks.direct(), Network.READ_TIMEOUT);
  }

  private static Http.Answer ask(HttpConnection connection, String method, URI address)
      throws IOException {
    return connection.ask(method, address, List.of(), new byte[0], Network.READ_TIMEOUT);
  }

  private static FakeAws elliptic() {
    return FakeAws.builder().authority(TestAuthority.ofEllipticCurves()).start();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theTokenComesOverRsaAndOverEllipticCurves(boolean rsa) throws IOException {
    try (FakeAws aws = rsa ? FakeAws.start() : elliptic()) {
      Http.Answer answer = token(aws, trusting(aws.authority().pem()));
      assertEquals(200, answer.status());
      assertTrue(answer.contentType().startsWith("application/json"), answer.contentType());
      assertTrue(JsonReader.object(answer.body()).orElseThrow().path("value").isString());
    }
  }

  @Test
  void aCertificateThatNobodyTrustsIsRefusedAtOnce() throws IOException {
    try (FakeAws aws = FakeAws.start()) {
      SSLSocketFactory other = trusting(TestAuthority.another().pem());
      Thrown.problem(NetworkProblem.Untrusted.class, () -> token(aws, other));
      assertEquals(List.of(), aws.calls());
    }
  }

  @Test
  void aCertificateOfAnotherHostIsRefused() throws IOException {
    try (ScriptedServer server = ScriptedServer.start(true, List.of(ScriptedServer.answer("hi")))) {
      URI address =
          URI.create(server.url().toString().replace("localhost", "localhost.localdomain"));
      // A proxy redirects the name to the same server.
      try (TestProxy proxy = TestProxy.start()) {
        proxy.redirect(
            "localhost.localdomain",
            server.url().getPort(),
            new InetSocketAddress(InetAddress.getLoopbackAddress(), server.url().getPort()));
        Network network = Networks.through(Networks.direct(), proxy.url().toString());
        var thrown =
            assertThrows(
                RequestNotSentException.class,
                () -> HttpConnection.open(server::sockets, address, network, Network.READ_TIMEOUT));
        assertInstanceOf(SSLException.class, thrown.getCause());
        assertEquals(List.of(), server.requests());
      }
    }
  }

  @Test
  void anAnswerThatEndsTooSoonIsNone() throws IOException {
    try (FakeAws aws = FakeAws.start()) {
      aws.fault("oidc-token", Fault.truncated());
      SSLSocketFactory tls = trusting(aws.authority().pem());
      Thrown.problem(NetworkProblem.Unreachable.class, () -> token(aws, tls));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aRequestIsWrittenAsHttpHasIt(boolean https) throws IOException {
    try (ScriptedServer server =
            ScriptedServer.start(
                https, List.of(ScriptedServer.answer("a"), ScriptedServer.answer("b")));
        HttpConnection connection = open(server)) {
      String host = "localhost:" + server.url().getPort();
      assertEquals("a", ask(connection, "GET", server.url()).body());
      assertTrue(connection.usable());
      URI address = URI.create("http://user:word@" + host + "/ä?b=%20#part");
      assertEquals(
          "b",
          connection
              .ask("PUT", address, List.of(Map.entry("A", "b")), new byte[0], Network.READ_TIMEOUT)
              .body());
      assertEquals(
          List.of(
              "GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n",
              "PUT /%C3%A4?b=%20 HTTP/1.1\r\nHost: "
                  + host
                  + "\r\nA: b\r\nContent-Length: 0\r\n\r\n"),
          server.requests());
      assertEquals(1, server.connections());
    }
  }

  @Test
  void aLineBreakCannotAddAHeader() throws IOException {
    try (ScriptedServer server = ScriptedServer.start(false, List.of(ScriptedServer.answer("")));
        HttpConnection connection = open(server)) {
      assertThrows(
          IllegalArgumentException.class,
          () ->
              connection.ask(
                  "GET",
                  server.url(),
                  List.of(Map.entry("A", "b\r\nC: d")),
                  new byte[0],
                  Network.READ_TIMEOUT));
      assertEquals(List.of(), server.requests());
    }
  }

  /** Otherwise extra bytes after an answer would become the answer to the next request. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aConnectionWithMoreThanAnAnswerIsNotUsedAgain(boolean https) throws IOException {
    String two = ScriptedServer.answer("good") + ScriptedServer.answer("evil");
    try (ScriptedServer server = ScriptedServer.start(https, List.of(two, ScriptedServer.SILENCE));
        HttpConnection connection = open(server)) {
      assertEquals("good", ask(connection, "GET", server.url()).body());
      assertFalse(connection.usable());
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aConnectionThatTheServerHasClosedIsNotUsedAgain(boolean https) throws Exception {
    try (ScriptedServer server = ScriptedServer.start(https, List.of(ScriptedServer.answer("hi")));
        HttpConnection connection = open(server)) {
      assertEquals("hi", ask(connection, "GET", server.url()).body());
      while (connection.usable()) {
        // The end of the connection takes time to arrive. A test that hangs is stopped.
        Thread.sleep(1);
      }
    }
  }

  /** The JDK's timeout applies to a single read, so this server could block it forever. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aServerThatSaysALittleNowAndThenIsLeft(boolean https) throws IOException {
    try (ScriptedServer server =
            ScriptedServer.start(
                https, List.of(ScriptedServer.DRIP + ScriptedServer.answer("x".repeat(10_000))));
        HttpConnection connection = open(server)) {
      var broken =
          assertThrows(
              BrokenAnswerException.class,
              () ->
                  connection.ask(
                      "GET", server.url(), List.of(), new byte[0], Duration.ofMillis(300)));
      assertInstanceOf(SocketTimeoutException.class, broken.getCause());
      assertFalse(connection.usable());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "https://my_host, my_host, 443",
    "https://my_host:8443/x, my_host, 8443",
    "http://a.b, a.b, 80",
    "http://a.b:, a.b, 80",
    "https://user:word@a.b:1/, a.b, 1",
    "http://[::1]:8080/x, [::1], 8080",
    "http://[fd00:ec2::254]/x, [fd00:ec2::254], 80",
    "https://a.b:65535, a.b, 65535"
  })
  void theHostIsWhatStandsInTheAddress(URI address, String host, int port) throws IOException {
    Route route = Route.to(address, Networks.direct());
    assertEquals(host, route.host());
    assertEquals(port, route.port());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"https://a.b:65536", "https://a.b:99999999999", "mailto:a@b", "https:///x", "/x"})
  void anAddressWithoutHostOrWithNoPortIsUnreachable(URI address) {
    var thrown =
        assertThrows(
            RequestNotSentException.class,
            () -> TcpConnection.to(address, Networks.direct(), Network.READ_TIMEOUT));
    assertInstanceOf(UnknownHostException.class, thrown.getCause());
  }
}
