package io.github.rolecall.host;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.github.rolecall.testkit.tls.TestAuthority;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/**
 * A server on this machine that answers as the documented one does, and records the requests. It
 * uses HTTPS, or plain HTTP if the real server uses that.
 */
public final class StandIn implements AutoCloseable {
  private final HttpServer server;
  private final String scheme;
  private final List<Asked> asked = new CopyOnWriteArrayList<>();

  /**
   * A request.
   *
   * @param target path and query
   */
  public record Asked(
      String method, String target, Map<String, List<String>> headers, String body) {
    public Optional<String> header(String name) {
      return headers.entrySet().stream()
          .filter(entry -> entry.getKey().equalsIgnoreCase(name))
          .map(entry -> entry.getValue().get(0))
          .findFirst();
    }
  }

  /** An answer in JSON. */
  public record Said(int status, String body) {}

  /** Starts a server with a certificate of this process's authority. */
  public StandIn(Function<Asked, Said> answers) {
    this(secure(), "https", answers);
  }

  /**
   * Starts a server without TLS. Metadata and container services use plain HTTP on the machine
   * itself.
   */
  public static StandIn plainHttp(Function<Asked, Said> answers) {
    try {
      return new StandIn(HttpServer.create(address(), 0), "http", answers);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static HttpServer secure() {
    try {
      HttpsServer server = HttpsServer.create(address(), 0);
      server.setHttpsConfigurator(
          new HttpsConfigurator(TestAuthority.ofThisProcess().server(List.of("localhost"))));
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  private StandIn(HttpServer server, String scheme, Function<Asked, Said> answers) {
    this.server = server;
    this.scheme = scheme;
    server.createContext(
        "/",
        exchange -> {
          var question =
              new Asked(
                  exchange.getRequestMethod(),
                  exchange.getRequestURI().toString(),
                  Map.copyOf(exchange.getRequestHeaders()),
                  new String(exchange.getRequestBody().readAllBytes(), UTF_8));
          asked.add(question);
          Said said = answers.apply(question);
          byte[] body = said.body().getBytes(UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.sendResponseHeaders(said.status(), body.length == 0 ? -1 : body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  public URI url() {
    return URI.create(
        scheme
            + (scheme.equals("https") ? "://localhost:" : "://127.0.0.1:")
            + server.getAddress().getPort());
  }

  public List<Asked> asked() {
    return asked;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
