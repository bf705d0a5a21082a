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
 * What the blocks of the pages ask besides AWS: the files of a release, at github.com, and the
 * endpoint where a CI system gives out the token of a job.
 */
final class PageServer implements AutoCloseable {
  private final HttpsServer server;
  private final String release;
  private final List<String> downloads = new CopyOnWriteArrayList<>();

  /**
   * @param token what the endpoint gives out
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
          // Each CI system has another name for it.
          String json = "{'value':'%1$s','oidcToken':'%1$s','id_token':'%1$s'}".formatted(token);
          answer(exchange, 200, json.replace('\'', '"').getBytes(UTF_8));
        });
    // GitHub redirects to a store.
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

  /** Any file of a release but the jar would have to be built first: no block needs one. */
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

  /** For curl: where github.com is, and whom to trust. */
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
