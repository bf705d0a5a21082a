package io.github.rolecall.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.rolecall.model.Secret;
import io.github.rolecall.network.Network;
import io.github.rolecall.network.ProxyServer;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.InputProblem;
import io.github.rolecall.problem.NetworkProblem;
import io.github.rolecall.text.SecretNames;
import io.github.rolecall.text.Secrets;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import javax.net.ssl.SSLSocketFactory;

/** An HTTP client on sockets of the JDK. */
public final class SocketHttp implements Http {
  private final Tls tls;
  private final Secrets secrets;
  private final Map<Path, Once<SSLSocketFactory>> own;
  private final ServerClock clock;

  /** Completed after the first TLS handshake of this process, which initializes the JDK's TLS. */
  private final CompletableFuture<Void> agreed;

  /** Opens no connection yet. */
  SocketHttp(Tls tls, Clock machine) {
    this.tls = tls;
    this.secrets = new Secrets();
    this.own = new ConcurrentHashMap<>();
    this.clock = new ServerClock(machine);
    this.agreed = new CompletableFuture<>();
  }

  private SocketHttp(SocketHttp other, Clock machine) {
    this.tls = other.tls;
    this.secrets = other.secrets;
    this.own = other.own;
    this.clock = new ServerClock(machine);
    this.agreed = other.agreed;
  }

  @Override
  public Http on(Clock machine) {
    return clock.machine().equals(machine) ? this : new SocketHttp(this, machine);
  }

  @Override
  public ServerClock clock() {
    return clock;
  }

  @Override
  public Secrets secrets() {
    return secrets;
  }

  @Override
  public void prepare() {
    tls.prepare();
  }

  @Override
  public Answer ask(Request request) {
    Optional<ProxyServer> proxy = request.network().proxies().on(request.address());
    learn(request.network());
    request.headers().forEach(this::learn);
    Instant asked = clock.machine().instant();
    try (HttpConnection connection = open(request)) {
      Answer answer =
          connection.ask(
              request.method(),
              request.address(),
              List.copyOf(request.headers().entrySet()),
              request.body().map(Secret::reveal).orElse("").getBytes(UTF_8),
              request.timeout());
      clock.compare(request.service(), request.address(), asked, answer);
      if (answer.status() == HttpURLConnection.HTTP_PROXY_AUTH && proxy.isPresent()) {
        throw new CredentialsException(
            new NetworkProblem.ProxyRefused(
                request.service(),
                request.address().toString(),
                proxy.get().toString(),
                "HTTP status 407"));
      }
      return answer;
    } catch (IllegalArgumentException e) {
      // A header with a line break would become two headers.
      String header = "a header for " + request.service();
      throw new CredentialsException(
          new InputProblem.Invalid(header, "(not shown)", "text without control characters"), e);
    } catch (IOException e) {
      throw new CredentialsException(
          FailedConnection.of(
              request.service(),
              request.address().toString(),
              proxy.map(ProxyServer::toString),
              clock,
              e),
          e);
    }
  }

  /**
   * Registers the credentials of a header without their scheme. A signature is no secret: it is
   * valid for one request.
   */
  private void learn(String header, String value) {
    if (SecretNames.isSecret(header) && !value.startsWith("AWS4-")) {
      secrets.learn(value.replaceFirst("^[A-Za-z][\\w-]* ", ""));
    }
  }

  private void learn(Network network) {
    network.proxies().logins().forEach(login -> secrets.learn(login.reveal()));
  }

  private HttpConnection open(Request request) throws IOException {
    Supplier<SSLSocketFactory> sockets = sockets(request.network());
    try {
      if (request.network().trusted().isPresent()) {
        // Report an unreadable file first.
        Objects.requireNonNull(sockets.get());
      }
      return HttpConnection.open(sockets, request.address(), request.network(), request.timeout());
    } finally {
      agreed.complete(null);
    }
  }

  @Override
  public HttpLine line(URI address, Network network) {
    learn(network);
    return new HttpLine(sockets(network), address, network, agreed, clock);
  }

  /**
   * Returns sockets with the user's certificates, if there are some. They replace the standard
   * ones.
   */
  private Supplier<SSLSocketFactory> sockets(Network network) {
    if (network.trusted().isEmpty()) {
      return tls::sockets;
    }
    Path file = network.trusted().get();
    return own.computeIfAbsent(file, unused -> new Once<>(() -> Tls.ofFile(file)))::get;
  }
}
