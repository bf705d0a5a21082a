package io.github.rolecall;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.testkit.FakeAws;
import io.github.rolecall.testkit.Fault;
import io.github.rolecall.testkit.tls.TestAuthority;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The straight way to a server, on the wire. */
class HttpsConnectionTest {
  @TempDir private Path folder;

  private SSLSocketFactory trusting(String pem) throws IOException {
    return TrustAnchors.load(Files.writeString(folder.resolve("ca.pem"), pem))
        .sslContext()
        .getSocketFactory();
  }

  private static Http.Answer token(
      FakeAws aws, SSLSocketFactory tls, Http otherwise, Network network) {
    Map<String, String> job = aws.gitHubJob().environment();
    return new DirectHttp(() -> tls, otherwise)
        .ask(
            new Http.Request(
                "the token endpoint",
                URI.create(job.get("ACTIONS_ID_TOKEN_REQUEST_URL")),
                Map.of("Authorization", "Bearer " + job.get("ACTIONS_ID_TOKEN_REQUEST_TOKEN")),
                network));
  }

  private static Http nobody() {
    return request -> {
      throw new AssertionError("this is not a case for the JDK's client");
    };
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theTokenComesOverRsaAndOverEllipticCurves(boolean rsa) throws IOException {
    try (FakeAws aws = FakeAws.builder().https(true).rsa(rsa).start()) {
      Http.Answer answer =
          token(aws, trusting(aws.caCertificatePem()), nobody(), Networks.direct());
      assertEquals(200, answer.status());
      assertTrue(answer.contentType().startsWith("application/json"), answer.contentType());
      assertTrue(Json.object(answer.body()).orElseThrow().path("value").isString());
    }
  }

  @Test
  void proxiesAndAuthoritiesOfTheUserAreForTheJdksClient() throws IOException {
    var other = new Http.Answer(418, "", "");
    try (FakeAws aws = FakeAws.builder().https(true).start()) {
      SSLSocketFactory tls = trusting(aws.caCertificatePem());
      for (Network network :
          List.of(
              Networks.through(Networks.direct(), "http://127.0.0.1:9"),
              Networks.trusting(Networks.direct(), folder.resolve("ca.pem")))) {
        assertEquals(other, token(aws, tls, request -> other, network));
      }
    }
  }

  @Test
  void aCertificateThatNobodyTrustsIsRefusedAtOnce() throws IOException {
    try (FakeAws aws = FakeAws.builder().https(true).start()) {
      SSLSocketFactory other = trusting(new TestAuthority(List.of("localhost"), false).pem());
      Thrown.problem(
          NetworkProblem.Untrusted.class, () -> token(aws, other, nobody(), Networks.direct()));
      assertEquals(List.of(), aws.calls());
    }
  }

  @Test
  void aCertificateOfAnotherHostIsRefused() throws IOException {
    var authority = new TestAuthority(List.of("elsewhere.example.com"), false);
    try (Scripted server = new Scripted(authority, "HTTP/1.1 200 \r\nContent-Length: 0\r\n\r\n")) {
      assertThrows(
          SSLException.class, () -> HttpsConnection.open(authority::sockets, server.url()));
    }
  }

  @Test
  void anAnswerThatEndsTooSoonIsNone() throws IOException {
    try (FakeAws aws = FakeAws.builder().https(true).start()) {
      aws.fault("oidc-token", Fault.truncated());
      SSLSocketFactory tls = trusting(aws.caCertificatePem());
      Thrown.problem(
          NetworkProblem.Unreachable.class, () -> token(aws, tls, nobody(), Networks.direct()));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "HTTP/1.1 200 OK~Content-Length: 2~~hi|hi|true",
        "HTTP/1.1 200 OK~Content-Length: 2~Connection: close~~hi|hi|false",
        "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~1;x=y~h~1~i~0~~|hi|true",
        "HTTP/1.1 100 Continue~~HTTP/1.1 200 OK~Content-Length: 2~~hi|hi|true",
        "HTTP/1.1 200 OK~~hi|hi|false",
        "HTTP/1.1 204 No Content~~|''|true"
      })
  void answersOfEveryFormAreRead(String text, String body, boolean reusable) throws IOException {
    var authority = new TestAuthority(List.of("localhost"), false);
    try (Scripted server = new Scripted(authority, text.replace("~", "\r\n"));
        HttpsConnection connection = HttpsConnection.open(authority::sockets, server.url())) {
      HttpsConnection.Answer answer = connection.ask("GET", server.url(), List.of(), new byte[0]);
      assertEquals(body, answer.body());
      assertEquals(reusable, connection.reusable());
      assertFalse(answer.toString().contains("hi"), "bodies are tokens");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SSH-2.0-x~~",
        "HTTP/1.1 abc~~",
        "HTTP/1.1 200 OK~no colon~~",
        "HTTP/1.1 200 OK~Content-Length: -1~~",
        "HTTP/1.1 200 OK~Content-Length: 99999999~~",
        "HTTP/1.1 200 OK~Content-Length: 5~~hi",
        "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~x~hi~0~~",
        "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~5~hi",
        ""
      })
  void whatIsNoAnswerIsRefused(String text) throws IOException {
    var authority = new TestAuthority(List.of("localhost"), false);
    try (Scripted server = new Scripted(authority, text.replace("~", "\r\n"));
        HttpsConnection connection = HttpsConnection.open(authority::sockets, server.url())) {
      assertThrows(
          IOException.class, () -> connection.ask("GET", server.url(), List.of(), new byte[0]));
      assertFalse(connection.reusable());
    }
  }

  @Test
  void aLineBreakCannotAddAHeader() throws IOException {
    var authority = new TestAuthority(List.of("localhost"), false);
    try (Scripted server = new Scripted(authority, "");
        HttpsConnection connection = HttpsConnection.open(authority::sockets, server.url())) {
      assertThrows(
          IllegalArgumentException.class,
          () ->
              connection.ask(
                  "GET", server.url(), List.of(Map.entry("A", "b\r\nC: d")), new byte[0]));
    }
  }

  /** A server that says the same to everyone, and then closes. */
  private static final class Scripted implements AutoCloseable {
    private final ServerSocket listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());

    private Scripted(TestAuthority authority, String answer) throws IOException {
      var thread = new Thread(() -> serve(authority.sockets(), answer), "scripted");
      thread.setDaemon(true);
      thread.start();
    }

    private void serve(SSLSocketFactory tls, String answer) {
      while (!listener.isClosed()) {
        try (Socket plain = listener.accept();
            Socket socket = tls.createSocket(plain, null, true);
            InputStream in = socket.getInputStream();
            OutputStream out = socket.getOutputStream()) {
          if (in.read() >= 0) {
            out.write(answer.getBytes(ISO_8859_1));
          }
        } catch (IOException e) {
          // The client has seen enough, or the test is over.
        }
      }
    }

    private URI url() {
      return URI.create("https://localhost:" + listener.getLocalPort());
    }

    @Override
    public void close() throws IOException {
      listener.close();
    }
  }
}
