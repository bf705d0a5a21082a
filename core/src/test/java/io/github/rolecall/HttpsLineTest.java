package io.github.rolecall;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.testkit.tls.TestAuthority;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** When a connection that is made ahead connects, and when it agrees on TLS. */
@Timeout(20)
class HttpsLineTest {
  private final TestAuthority authority = new TestAuthority(List.of("localhost"), false);
  private final CompletableFuture<Void> start = new CompletableFuture<>();
  private final CompletableFuture<Void> tlsAskedFor = new CompletableFuture<>();
  private final ServerSocket listener;

  HttpsLineTest() throws IOException {
    listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void stop() throws IOException {
    listener.close();
  }

  private SSLSocketFactory tls() {
    tlsAskedFor.complete(null);
    return authority.sockets();
  }

  private HttpsLine line() {
    return new HttpsLine(this::tls, url(), start);
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
                  Socket socket = authority.sockets().createSocket(plain, null, true)) {
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
    HttpsLine line = line();
    try (line;
        Socket accepted = listener.accept()) {
      assertTrue(accepted.isConnected());
      assertFalse(tlsAskedFor.isDone());
      start.complete(null);
      tlsAskedFor.get(10, TimeUnit.SECONDS);
    }
  }

  @Test
  void aQuestionDoesNotWaitForAnotherConnection() throws Exception {
    CompletableFuture<Integer> asked = questions();
    try (HttpsLine line = line()) {
      assertEquals("hi", line.ask("GET", url(), List.of(), new byte[0]).body());
      assertEquals('G', asked.get());
      assertFalse(start.isDone(), "what others wait for is theirs");
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
    try (var line = new HttpsLine(this::tls, nobody, start)) {
      assertThrows(IOException.class, () -> line.ask("GET", nobody, List.of(), new byte[0]));
    }
  }
}
