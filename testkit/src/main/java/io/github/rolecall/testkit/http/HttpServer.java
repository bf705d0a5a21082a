package io.github.rolecall.testkit.http;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocketFactory;

/** An HTTP/1.1 server with one daemon thread per connection. */
public final class HttpServer implements Closeable {
  private static final int IDLE_MILLIS = 60_000;
  private static final int BACKLOG = 128;

  private final ServerSocket listener;
  private final Optional<SSLSocketFactory> tls;
  private final Clock clock;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final CountDownLatch closed = new CountDownLatch(1);

  /** A closed listener keeps its port until its thread has stopped accepting. */
  private final CountDownLatch left = new CountDownLatch(1);

  private volatile boolean serving;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "testkit-http");
            thread.setDaemon(true);
            return thread;
          });

  private HttpServer(ServerSocket listener, Optional<SSLSocketFactory> tls, Clock clock) {
    this.listener = listener;
    this.tls = tls;
    this.clock = clock;
  }

  /**
   * Binds a port, so that its number is known before the server handles the first request.
   *
   * @param address the address to listen on; port 0 means a free port
   * @param tls the TLS settings of the server; empty for plain HTTP
   * @param clock the clock for the {@code Date} header, which SDKs use to correct their clock skew
   */
  public static HttpServer bind(
      InetSocketAddress address, Optional<SSLSocketFactory> tls, Clock clock) {
    try {
      ServerSocket listener = new ServerSocket();
      listener.setReuseAddress(true);
      listener.bind(address, BACKLOG);
      return new HttpServer(listener, tls, clock);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot listen on " + address, e);
    }
  }

  /** Serves requests in the background until the server is closed. */
  public void serve(Handler handler) {
    serving = true;
    threads.execute(() -> accept(handler));
  }

  /** The port that the server listens on. */
  public int port() {
    return listener.getLocalPort();
  }

  private void accept(Handler handler) {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        open.add(socket);
        if (listener.isClosed()) {
          socket.close();
        } else {
          threads.execute(() -> serve(socket, handler));
        }
      } catch (IOException | RejectedExecutionException e) {
        // The server was closed, or the client disconnected first. No client waits for a response.
      }
    }
    left.countDown();
  }

  private void serve(Socket socket, Handler handler) {
    try (socket) {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(IDLE_MILLIS);
      Socket channel = tls.isPresent() ? tls.get().createSocket(socket, null, true) : socket;
      new Connection(socket, channel, clock, closed).serve(handler);
    } catch (IOException e) {
      // A client that disconnects, or does not trust the certificate, affects only its own
      // connection.
    } finally {
      open.remove(socket);
    }
  }

  /** Closes the listener and all connections, ends replies that hang, and releases the port. */
  @Override
  public void close() {
    closed.countDown();
    try {
      listener.close();
      for (Socket socket : open) {
        socket.close();
      }
      if (serving && !left.await(2, TimeUnit.SECONDS)) {
        throw new IllegalStateException("the listener has not stopped accepting clients");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      threads.shutdownNow();
    }
  }
}
