package io.github.rolecall.http;

import static io.github.rolecall.http.ScriptedServer.SILENCE;
import static io.github.rolecall.http.ScriptedServer.answer;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.host.Thrown;
import io.github.rolecall.network.Networks;
import io.github.rolecall.problem.InputProblem;
import io.github.rolecall.testkit.tls.TestAuthority;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests when a connection that is opened in advance connects, and when it negotiates TLS. */
@Timeout(20)
public class HttpLineTest {
  private static final ServerClock CLOCK = new ServerClock(Clock.systemUTC());

  private final SSLSocketFactory sockets =
      TestAuthority.ofThisProcess().sockets(List.of("localhost"));
  private final CompletableFuture<Void> start = new CompletableFuture<>();
  private final CompletableFuture<Void> tlsAskedFor = new CompletableFuture<>();
  private final ServerSocket listener;

  HttpLineTest() throws IOException {
    listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void stop() throws IOException {
    listener.close();
  }

  private SSLSocketFactory tls() {
    tlsAskedFor.complete(null);
    return sockets;
  }

  private HttpLine line() {
    return new HttpLine(this::tls, url(), Networks.direct(), start, CLOCK).begin();
  }

  private URI url() {
    return URI.create("https://localhost:" + listener.getLocalPort());
  }

  private CompletableFuture<Integer> questions() {
    var asked = new CompletableFuture<Integer>();
    var thread =
        new Thread(
            () -> {
              try (Socket plain = listener.accept();
                  Socket socket = sockets.createSocket(plain, null, true)) {
                asked.complete(socket.getInputStream().read());
                socket
                    .getOutputStream()
                    .write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi".getBytes(US_ASCII));
              } catch (IOException e) {
                asked.completeExceptionally(e);
              }
            });
    thread.setDaemon(true);
    thread.start();
    return asked;
  }

  @Test
  void itConnectsAtOnceAndAgreesWhenAnotherOneHas() throws Exception {
    HttpLine line = line();
    try (line;
        Socket accepted = listener.accept()) {
      assertTrue(accepted.isConnected());
      assertFalse(tlsAskedFor.isDone());
      start.complete(null);
      tlsAskedFor.get(10, TimeUnit.SECONDS);
    }
  }

  @Test
  void aLineThatWaitsForItsQuestionConnectsToNobodyBefore() throws Exception {
    var unasked = new HttpLine(this::tls, url(), Networks.direct(), start, CLOCK);
    unasked.close();
    listener.setSoTimeout(300);
    assertThrows(SocketTimeoutException.class, listener::accept);
    assertFalse(tlsAskedFor.isDone());
    listener.setSoTimeout(0);
    CompletableFuture<Integer> asked = questions();
    try (var line = new HttpLine(this::tls, url(), Networks.direct(), start, CLOCK)) {
      assertEquals("hi", line.ask("GET", url(), List.of(), new byte[0]).body());
      assertEquals('G', asked.get());
    }
  }

  @Test
  void aQuestionDoesNotWaitForAnotherConnection() throws Exception {
    CompletableFuture<Integer> asked = questions();
    try (HttpLine line = line()) {
      assertEquals("hi", line.ask("GET", url(), List.of(), new byte[0]).body());
      assertEquals('G', asked.get());
      assertFalse(start.isDone(), "this line must not start other connections");
    }
  }

  @Test
  void whoeverClosesItEndsTheWaiting() throws Exception {
    line().close();
    tlsAskedFor.get(10, TimeUnit.SECONDS);
  }

  @Test
  void aServerThatIsNotThereIsToldWhenItIsAsked() throws Exception {
    URI nobody = url();
    listener.close();
    try (var line = new HttpLine(this::tls, nobody, Networks.direct(), start, CLOCK).begin()) {
      for (int i = 0; i < 2; i++) {
        assertThrows(
            RequestNotSentException.class, () -> line.ask("GET", nobody, List.of(), new byte[0]));
      }
    }
  }

  private static HttpLine line(ScriptedServer server) {
    return new HttpLine(
            server::sockets,
            server.url(),
            Networks.direct(),
            CompletableFuture.completedFuture(null),
            CLOCK)
        .begin();
  }

  private static String asked(HttpLine line, ScriptedServer server, String body)
      throws IOException {
    return line.ask("POST", server.url(), List.of(), body.getBytes(US_ASCII)).body();
  }

  /** STS would reject an MFA code that is sent twice. */
  @ParameterizedTest
  @CsvSource({
    "true, (reset)",
    "false, (reset)",
    "true, ''",
    "false, ''",
    "true, HTTP/1.1 200 OK~",
    "false, x"
  })
  void aRequestThatGetsNoAnswerIsNotSentAgain(boolean https, String broken) throws IOException {
    for (List<String> script : List.of(List.of(broken), List.of(answer("a"), broken))) {
      try (ScriptedServer server = ScriptedServer.start(https, script, List.of(answer("b")));
          HttpLine line = line(server)) {
        if (script.size() > 1) {
          assertEquals("a", asked(line, server, "0"));
        }
        IOException thrown = assertThrows(IOException.class, () -> asked(line, server, "1"));
        assertFalse(thrown instanceof RequestNotSentException, thrown.toString());
        assertEquals(script.size(), server.requests().size(), server.requests().toString());
        assertEquals(1, server.connections());
        assertEquals("b", asked(line, server, "2"), "the next one is on another connection");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatAServerAddsToAnAnswerIsNotTheAnswerToTheNextRequest(boolean https) throws IOException {
    try (ScriptedServer server =
            ScriptedServer.start(
                https, List.of(answer("a") + answer("evil"), SILENCE), List.of(answer("b")));
        HttpLine line = line(server)) {
      assertEquals("a", asked(line, server, "1"));
      assertEquals("b", asked(line, server, "2"));
      assertEquals(2, server.connections());
      assertEquals(2, server.requests().size());
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aConnectionIsKeptAsLongAsTheServerKeepsIt(boolean https) throws Exception {
    String last = "HTTP/1.1 200 OK~Connection: close~Content-Length: 1~~c";
    try (ScriptedServer server =
            ScriptedServer.start(
                https, List.of(answer("a"), answer("b"), last), List.of(answer("d")));
        HttpLine line = line(server)) {
      for (String body : List.of("a", "b", "c", "d")) {
        assertEquals(body, asked(line, server, body));
      }
      assertEquals(2, server.connections());
      assertEquals(4, server.requests().size());
    }
  }

  /** The server may close the connection while the user looks for the MFA code. */
  @Test
  void aConnectionThatWasClosedMeanwhileIsReplacedBeforeTheRequestIsSent() throws Exception {
    try (ScriptedServer server =
            ScriptedServer.start(true, List.of(), List.of(answer("a")), List.of(answer("b")));
        HttpLine line = line(server)) {
      while (server.connections() == 0) {
        Thread.sleep(1);
      }
      Thread.sleep(1200);
      assertEquals("a", asked(line, server, "1"));
      Thread.sleep(200);
      assertEquals("b", asked(line, server, "2"));
      assertEquals(2, server.requests().size());
    }
  }

  @Test
  void certificatesThatCannotBeReadAreToldWhenItIsAsked() throws Exception {
    try (ScriptedServer server = ScriptedServer.start(true, List.of(answer("a")));
        HttpLine line =
            Http.ofJvm(Clock.systemUTC())
                .line(server.url(), Networks.trusting(Networks.direct(), Path.of("/none.pem")))
                .begin()) {
      Thrown.problem(InputProblem.Invalid.class, () -> asked(line, server, "1"));
    }
  }
}
