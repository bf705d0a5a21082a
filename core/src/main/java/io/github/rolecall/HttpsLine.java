package io.github.rolecall;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * The straight way to a server that is going to be asked: one connection, made while the caller
 * does something else, and kept as long as the server keeps it. Used by one thread at a time.
 */
public final class HttpsLine implements AutoCloseable {
  private final Supplier<SSLSocketFactory> tls;
  private final URI address;
  private final CompletableFuture<?> start;
  private final FutureTask<HttpsConnection> first;
  private @Nullable HttpsConnection connection;
  private boolean started;
  private volatile boolean closed;

  /**
   * Starts to connect, and does not wait for it.
   *
   * @param tls asked when it is needed, as it may take its time
   * @param start when to agree on TLS, unless there is a question before that: in a JVM that has
   *     just started, the first handshake takes as long as five later ones, and two at once would
   *     both be first ones
   */
  public HttpsLine(Supplier<SSLSocketFactory> tls, URI address, CompletableFuture<?> start) {
    this.tls = tls;
    this.address = address;
    this.start = start.copy();
    this.first = new FutureTask<>(this::connectEarly);
    var thread = new Thread(first, "rolecall-connect");
    thread.setDaemon(true);
    thread.start();
  }

  private HttpsConnection connectEarly() throws IOException {
    Socket plain = HttpsConnection.connect(address);
    start.join();
    HttpsConnection made = HttpsConnection.open(tls, address, plain);
    if (closed) {
      // Whoever closed the line could not see it yet.
      made.close();
    }
    return made;
  }

  /**
   * Asks once.
   *
   * @param headers all but Host, Content-Length and Connection
   */
  public HttpsConnection.Answer ask(
      String method, URI question, List<Map.Entry<String, String>> headers, byte[] body)
      throws IOException {
    HttpsConnection kept = kept();
    if (kept != null) {
      try {
        return kept.ask(method, question, headers, body);
      } catch (SocketTimeoutException e) {
        throw e;
      } catch (IOException e) {
        // It may have been closed while nobody looked; the JDK's client asks again then, too.
      }
    }
    connection = HttpsConnection.open(tls, address);
    return connection.ask(method, question, headers, body);
  }

  private @Nullable HttpsConnection kept() throws IOException {
    if (started) {
      return connection != null && connection.reusable() ? connection : null;
    }
    started = true;
    start.complete(null);
    try {
      connection = first.get();
      return connection;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  @Override
  public void close() {
    closed = true;
    start.complete(null);
    // Also where the connection that was begun has not been asked for.
    for (HttpsConnection open : new HttpsConnection[] {connection, done()}) {
      try {
        if (open != null) {
          open.close();
        }
      } catch (IOException e) {
        // Nobody needs it any more.
      }
    }
  }

  private @Nullable HttpsConnection done() {
    try {
      return first.isDone() ? first.get() : null;
    } catch (ExecutionException e) {
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }
}
