package io.github.rolecall.testkit.ci;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TestProxyTest {

  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
          String seen =
              exchange.getRequestMethod()
                  + " "
                  + exchange.getRequestURI()
                  + " "
                  + exchange.getRequestHeaders().getFirst("Host")
                  + " "
                  + exchange.getRequestHeaders().getFirst("Proxy-Authorization")
                  + " "
                  + body;
          // Length 0 makes the JDK's server send a chunked response.
          exchange.sendResponseHeaders(201, 0);
          exchange.getResponseBody().write(seen.getBytes(UTF_8));
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void forwardsARedirectedName() throws Exception {
    try (TestProxy proxy = TestProxy.start()) {
      proxy.redirect("STS.us-east-1.amazonaws.com", 80, server.getAddress());
      HttpClient client =
          HttpClient.newBuilder()
              .proxy(
                  ProxySelector.of(
                      new InetSocketAddress(
                          InetAddress.getLoopbackAddress(), proxy.url().getPort())))
              .build();
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://sts.us-east-1.amazonaws.com/p?q=1"))
              .POST(BodyPublishers.ofString("body"))
              .build();

      for (int i = 0; i < 2; i++) {
        var response = client.send(request, BodyHandlers.ofString());
        assertEquals(201, response.statusCode());
        assertEquals("POST /p?q=1 sts.us-east-1.amazonaws.com null body", response.body());
      }
      assertEquals("POST http://sts.us-east-1.amazonaws.com/p?q=1", proxy.requests().get(0));
    }
  }

  @Test
  void tunnels() throws IOException {
    try (TestProxy proxy = TestProxy.start()) {
      proxy.redirect("example.com", 443, server.getAddress());

      String answer =
          send(
              proxy,
              "CONNECT example.com:443 HTTP/1.1\r\nHost: example.com:443\r\n\r\nGET /in HTTP/1.1\r\nHost: inner\r\nConnection: close\r\n\r\n");

      assertTrue(answer.startsWith("HTTP/1.1 200 "), answer);
      assertTrue(answer.contains("GET /in inner null "), answer);
      assertEquals(List.of("CONNECT example.com:443"), proxy.requests());
    }
  }

  @Test
  void asksForCredentialsAndPassesNoneOn() throws IOException {
    try (TestProxy proxy = TestProxy.requiring("me", "p@ss:word")) {
      proxy.redirect("host", 80, server.getAddress());
      String head = "POST http://host/x HTTP/1.1\r\nHost: host\r\nContent-Length: 1\r\n";
      String wrong = Base64.getEncoder().encodeToString("me:wrong".getBytes(UTF_8));
      String right = Base64.getEncoder().encodeToString("me:p@ss:word".getBytes(UTF_8));

      String first = send(proxy, head + "\r\nb");
      assertTrue(first.startsWith("HTTP/1.1 407 "), first);
      assertTrue(first.contains("Proxy-Authenticate: Basic realm="), first);
      String second = send(proxy, head + "Proxy-Authorization: Basic " + wrong + "\r\n\r\nb");
      assertTrue(second.startsWith("HTTP/1.1 407 "), second);
      String third = send(proxy, head + "Proxy-Authorization: Basic " + right + "\r\n\r\nb");
      assertTrue(third.contains("POST /x host null b"), third);
      assertEquals(3, proxy.requests().size());
      assertEquals("me:p%40ss%3Aword", proxy.url("me", "p@ss:word").getRawUserInfo());
    }
  }

  @Test
  void refuses() throws IOException {
    try (TestProxy proxy = TestProxy.refusing(403)) {
      assertTrue(
          send(proxy, "CONNECT h:443 HTTP/1.1\r\nHost: h:443\r\n\r\n").startsWith("HTTP/1.1 403"));
      assertEquals(List.of("CONNECT h:443"), proxy.requests());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /origin HTTP/1.1\r\nHost: h\r\n\r\n",
        "GET https://h/x HTTP/1.1\r\nHost: h\r\n\r\n",
        "GET http://user:pw@h/x HTTP/1.1\r\nHost: h\r\n\r\n",
        "GET http://h/ x HTTP/1.1\r\nHost: h\r\n\r\n",
        "GET http://h/x HTTP/1.1\r\n\r\n",
        "GET http://h/x HTTP/1.0\r\nHost: h\r\n\r\n",
        "CONNECT h HTTP/1.1\r\nHost: h\r\n\r\n",
        "CONNECT http://h:443 HTTP/1.1\r\nHost: h\r\n\r\n"
      })
  void takesOnlyWhatAProxyMayBeAsked(String request) throws IOException {
    try (TestProxy proxy = TestProxy.start()) {
      assertTrue(send(proxy, request).startsWith("HTTP/1.1 400 "));
    }
  }

  @Test
  void neverLeavesTheMachine() throws IOException {
    try (TestProxy proxy = TestProxy.start()) {
      assertTrue(
          send(proxy, "GET http://example.com/ HTTP/1.1\r\nHost: example.com\r\n\r\n")
              .startsWith("HTTP/1.1 502 "));
      String own = "127.0.0.1:" + server.getAddress().getPort();
      assertTrue(
          send(proxy, "GET http://" + own + " HTTP/1.1\r\nHost: " + own + "\r\n\r\n")
              .contains("GET / " + own));
    }
  }

  private static String send(TestProxy proxy, String message) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), proxy.url().getPort());
        InputStream in = socket.getInputStream()) {
      socket.getOutputStream().write(message.getBytes(UTF_8));
      return new String(in.readAllBytes(), UTF_8);
    }
  }
}
