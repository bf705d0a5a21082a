package io.github.rolecall.http;

import io.github.rolecall.network.Network;
import io.github.rolecall.problem.NetworkProblem;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * A single keep-alive connection to STS, opened in the background or when it is first asked, and
 * kept as long as the server keeps it. Used by one thread at a time.
 */
public final class HttpLine implements AutoCloseable {
  private final Supplier<SSLSocketFactory> tls;
  private final URI address;
  private final Network network;
  private final CompletableFuture<?> start;
  private final ServerClock clock;
  private final Once<HttpConnection> first = new Once<>(this::connectEarly);
  private @Nullable HttpConnection connection;
  private boolean started;
  private volatile boolean closed;

  /**
   * Connects when it is first asked, or {@linkplain #begin begins} before that.
   *
   * @param tls asked when it is needed, as it may take its time
   * @param start when to agree on TLS, unless there is a question before that: in a JVM that has
   *     just started, the first handshake takes as long as five later ones, and two at once would
   *     both be first ones
   * @param clock learns from each answer what time it is
   */
  HttpLine(
      Supplier<SSLSocketFactory> tls,
      URI address,
      Network network,
      CompletableFuture<?> start,
      ServerClock clock) {
    this.tls = tls;
    this.address = address;
    this.network = network;
    this.start = start.copy();
    this.clock = clock;
  }

  /** Starts to connect, and does not wait for it. */
  public HttpLine begin() {
    first.begin("rolecall-connect");
    return this;
  }

  private HttpConnection connectEarly() throws IOException {
    TcpConnection tcp = TcpConnection.to(address, network, Network.READ_TIMEOUT);
    start.join();
    if (!tcp.open()) {
      tcp = TcpConnection.to(address, network, Network.READ_TIMEOUT);
    }
    HttpConnection made = tcp.agree(tls);
    if (closed) {
      // Whoever closed the line could not see it yet.
      made.close();
    }
    return made;
  }

  /**
   * Sends one request, once, on the connection that is there or on a new one.
   *
   * @param headers all but Host, Content-Length, Connection and Proxy-Authorization
   * @throws RequestNotSentException when there is no connection
   * @throws IOException when no whole answer comes; nobody knows then what became of the request
   */
  public Http.Answer ask(
      String method, URI question, List<Map.Entry<String, String>> headers, byte[] body)
      throws IOException {
    Instant asked = clock.machine().instant();
    HttpConnection open = usable();
    if (open == null) {
      open = HttpConnection.open(tls, address, network, Network.READ_TIMEOUT);
      connection = open;
    }
    Http.Answer answer = open.ask(method, question, headers, body, Network.READ_TIMEOUT);
    clock.compare(NetworkProblem.STS, address, asked, answer);
    return answer;
  }

  private @Nullable HttpConnection usable() throws IOException {
    if (!started) {
      started = true;
      boolean waited = first.made().isEmpty();
      start.complete(null);
      connection = first();
      if (waited) {
        return connection;
      }
    }
    if (connection != null && !connection.usable()) {
      connection.close();
      connection = null;
    }
    return connection;
  }

  private HttpConnection first() throws IOException {
    try {
      return first.get();
    } catch (IllegalStateException e) {
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      }
      throw e;
    }
  }

  @Override
  public void close() {
    closed = true;
    start.complete(null);
    // Also where the connection that was begun has not been asked for.
    first.made().ifPresent(HttpConnection::close);
    if (connection != null) {
      connection.close();
    }
  }
}
