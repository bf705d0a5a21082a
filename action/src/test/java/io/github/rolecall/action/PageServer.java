package io.github.rolecall.action;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.github.rolecall.testkit.tls.TestAuthority;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The servers that the blocks of the pages use besides AWS: the files of a release at github.com,
 * and the endpoint where a CI system issues the token of a job.
 */
final class PageServer implements AutoCloseable {
  private final HttpsServer server;
  private final String release;
  private final List<String> downloads = new CopyOnWriteArrayList<>();

  /**
   * @param token the token that the endpoint returns
   */
  PageServer(String token) throws IOException {
    ReleaseContents contents = ReleaseContents.read();
    release = "/" + contents.name("github") + "/releases/download/v" + contents.version() + "/";
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(
        new HttpsConfigurator(
            TestAuthority.ofThisProcess().server(List.of("github.com", "localhost"))));
    server.createContext(
        "/",
        exchange -> {
          // Each CI system has another name for the token.
          String json = "{'value':'%1$s','oidcToken':'%1$s','id_token':'%1$s'}".formatted(token);
          answer(exchange, 200, json.replace('\'', '"').getBytes(UTF_8));
        });
    // GitHub redirects a download to its storage.
    server.createContext(
        release,
        exchange -> {
          String file = exchange.getRequestURI().getPath().substring(release.length());
          exchange.getResponseHeaders().add("Location", "/store/" + file);
          answer(exchange, 302, new byte[0]);
        });
    server.createContext("/store/", this::download);
    server.start();
  }

  /**
   * Returns the jar. Other files of a release would have to be built first, and no block needs one.
   */
  private void download(HttpExchange exchange) throws IOException {
    String file = exchange.getRequestURI().getPath().substring("/store/".length());
    downloads.add(file);
    boolean jar = file.equals("rolecall.jar");
    answer(exchange, jar ? 200 : 404, jar ? Files.readAllBytes(jar()) : new byte[0]);
  }

  static Path jar() {
    return Path.of(System.getProperty("rolecall.jar"));
  }

  private static void answer(HttpExchange exchange, int status, byte[] body) {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String url() {
    return "https://localhost:" + server.getAddress().getPort();
  }

  /** Returns a configuration for curl with the address of github.com and the trusted authority. */
  String curlConfiguration() {
    return "connect-to = \"github.com:443:localhost:%d\"\ncacert = \"%s\"\n"
        .formatted(server.getAddress().getPort(), TestAuthority.ofThisProcess().bundle());
  }

  List<String> downloads() {
    return List.copyOf(downloads);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
