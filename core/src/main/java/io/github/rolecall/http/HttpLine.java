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
 * A single keep-alive connection to STS. It is opened in the background or at the first request,
 * and kept until the server closes it. One thread at a time uses it.
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
   * Connects at the first request, or earlier with {@link #begin}.
   *
   * @param tls called when needed, as creating it may take time
   * @param start when to perform the TLS handshake, unless a request needs it earlier: in a new
   *     JVM, the first handshake takes as long as five later ones, and two in parallel would both
   *     be first ones
   * @param clock learns the time from each answer
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

  /** Starts to connect in the background. */
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
      // The line was closed before this connection was visible to {@link #close}.
      made.close();
    }
    return made;
  }

  /**
   * Sends one request, once, on the open connection or on a new one.
   *
   * @param headers all but Host, Content-Length, Connection and Proxy-Authorization
   * @throws RequestNotSentException when there is no connection
   * @throws IOException when no complete answer arrives; the server may have processed the request
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
    // Also closes a connection that was opened in the background and never used.
    first.made().ifPresent(HttpConnection::close);
    if (connection != null) {
      connection.close();
    }
  }
}
