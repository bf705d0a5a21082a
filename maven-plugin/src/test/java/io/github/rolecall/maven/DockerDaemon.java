package io.github.rolecall.maven;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.rolecall.testkit.http.HttpServer;
import io.github.rolecall.testkit.http.Request;
import io.github.rolecall.testkit.http.Response;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Stands in for a Docker daemon, and keeps the logins of one kind of request. */
final class DockerDaemon implements AutoCloseable {
  private final List<String> logins = new CopyOnWriteArrayList<>();
  private final HttpServer server =
      HttpServer.bind(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
          Optional.empty(),
          Clock.systemUTC());
  private final String end;
  private final Response answer;
  private final Response others;

  /**
   * Starts a daemon.
   *
   * @param end the end of the paths of the requests whose login is kept
   * @param answer to those requests
   * @param others to all other requests
   */
  DockerDaemon(String end, Response answer, Response others) {
    this.end = end;
    this.answer = answer;
    this.others = others;
    server.serve(this::answer);
  }

  private Response answer(Request request) {
    if (!request.path().endsWith(end)) {
      return others;
    }
    // Spring Boot's plugin encodes it for URLs, and docker-maven-plugin does not.
    String login = request.headers().first("x-registry-auth").orElse("");
    String standard = login.replace('-', '+').replace('_', '/');
    logins.add(new String(Base64.getMimeDecoder().decode(standard), UTF_8));
    return answer;
  }

  /** Returns host and port. */
  String authority() {
    return "127.0.0.1:" + server.port();
  }

  /** Returns the logins, in JSON. */
  List<String> logins() {
    return List.copyOf(logins);
  }

  @Override
  public void close() {
    server.close();
  }
}
