package io.github.rolecall.endpoint;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/**
 * An HTTP server on 127.0.0.1 with a thread of its own that waits for no client (decision 78).
 * Every process of the machine can connect to it, so a connection has a limited time, a request a
 * limited size, and of too many connections the oldest one ends.
 */
final class LoopbackServer implements AutoCloseable {
  /** Of one connection. SDKs give up after one or two seconds. */
  static final Duration LIMIT = Duration.ofSeconds(10);

  /** At the same time. */
  static final int MOST_CONNECTIONS = 128;

  /** So that a process without free file handles does not keep a core busy. */
  private static final Duration PAUSE = Duration.ofMillis(20);

  private final ServerSocketChannel server;
  private final Selector selector;
  private final Function<EndpointRequest, CompletableFuture<EndpointAnswer>> answers;
  private final Duration limit;

  /** The oldest first. Only the thread of the server uses it. */
  private final Set<SelectionKey> connections = new LinkedHashSet<>();

  /** Those whose answer has come since the thread of the server looked last. */
  private final Queue<LoopbackConnection> answered = new ConcurrentLinkedQueue<>();

  private LoopbackServer(
      ServerSocketChannel server,
      Selector selector,
      Function<EndpointRequest, CompletableFuture<EndpointAnswer>> answers,
      Duration limit) {
    this.server = server;
    this.selector = selector;
    this.answers = answers;
    this.limit = limit;
  }

  /**
   * Starts a server on a free port.
   *
   * @param answers called for every request, by the thread of the server, which must not block
   * @param limit the longest time that a connection lasts
   * @throws IOException if the system gives no port
   */
  static LoopbackServer start(
      Function<EndpointRequest, CompletableFuture<EndpointAnswer>> answers, Duration limit)
      throws IOException {
    // By number: a name may lead elsewhere, and SDKs take http only for the loopback address.
    var address = new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0);
    Selector selector = Selector.open();
    ServerSocketChannel channel = ServerSocketChannel.open();
    channel.bind(address, MOST_CONNECTIONS);
    channel.configureBlocking(false);
    channel.register(selector, SelectionKey.OP_ACCEPT);
    var server = new LoopbackServer(channel, selector, answers, limit);
    var thread = new Thread(server::serve, "rolecall-endpoint");
    thread.setDaemon(true);
    // A project's class loader would live as long as the thread.
    thread.setContextClassLoader(LoopbackServer.class.getClassLoader());
    thread.start();
    return server;
  }

  /** Host and port, as a client writes them. */
  String authority() {
    return "127.0.0.1:" + server.socket().getLocalPort();
  }

  private void serve() {
    try {
      while (selector.isOpen()) {
        selector.select(this::ready, untilNextEnd());
        proceedAnswered();
        endOverdue();
      }
    } catch (ClosedSelectorException | IOException e) {
      // The build has ended, or the system gives no more events.
      return;
    } finally {
      close();
      connections.forEach(LoopbackServer::end);
    }
  }

  private long untilNextEnd() {
    return connections.isEmpty() ? 0 : Math.max(1, left(connections.iterator().next()));
  }

  private void answered(LoopbackConnection connection) {
    answered.add(connection);
    selector.wakeup();
  }

  private void proceedAnswered() {
    for (var next = answered.poll(); next != null; next = answered.poll()) {
      LoopbackConnection connection = next;
      connections.stream()
          .filter(key -> key.isValid() && connection == key.attachment())
          .findFirst()
          .ifPresent(this::proceed);
    }
  }

  private void ready(SelectionKey key) {
    if (!key.isValid()) {
      return;
    }
    if (key.isAcceptable()) {
      accept();
    } else {
      proceed(key);
    }
  }

  private void accept() {
    try {
      SocketChannel channel = server.accept();
      if (channel == null) {
        return;
      }
      SelectionKey key = registered(channel);
      connections.add(key);
      proceed(key);
    } catch (IOException e) {
      // The client has gone, or this process can open no more files: an older client makes room.
      endOldest();
      LockSupport.parkNanos(PAUSE.toNanos());
    }
    if (connections.size() > MOST_CONNECTIONS) {
      endOldest();
    }
  }

  private SelectionKey registered(SocketChannel channel) throws IOException {
    try {
      channel.configureBlocking(false);
      var connection = new LoopbackConnection(channel, answers, this::answered, limit);
      return channel.register(selector, SelectionKey.OP_READ, connection);
    } catch (IOException | RuntimeException e) {
      // The server may end now. Nothing else knows this connection, so its client would wait.
      channel.close();
      throw e;
    }
  }

  private void proceed(SelectionKey key) {
    try {
      int wanted = connection(key).proceed();
      if (wanted != LoopbackConnection.END) {
        key.interestOps(wanted);
        return;
      }
    } catch (IOException | RuntimeException e) {
      // Of one client, whatever it is: the others are served.
    }
    end(key);
    connections.remove(key);
  }

  private void endOldest() {
    Iterator<SelectionKey> all = connections.iterator();
    if (all.hasNext()) {
      end(all.next());
      all.remove();
    }
  }

  private void endOverdue() {
    while (!connections.isEmpty() && left(connections.iterator().next()) <= 0) {
      endOldest();
    }
  }

  private static LoopbackConnection connection(SelectionKey key) {
    return (LoopbackConnection) key.attachment();
  }

  private static long left(SelectionKey key) {
    return connection(key).left();
  }

  private static void end(SelectionKey key) {
    connection(key).close();
  }

  /** Frees the port at once, and ends the connections. */
  @Override
  public void close() {
    try {
      server.close();
      // Only this gives the port back: until then the system takes connections for it.
      selector.close();
    } catch (IOException e) {
      // Closing is best effort: no client is served any more.
      return;
    }
  }
}
