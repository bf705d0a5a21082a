package io.github.rolecall.testkit.ci;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A strict HTTP forward proxy on loopback. Each connection carries one request in absolute form or
 * one CONNECT tunnel.
 *
 * <p>It connects only to this machine. It answers 502, without a DNS lookup, if the target is
 * neither redirected nor a loopback address.
 */
public final class TestProxy implements AutoCloseable {

  private final ServerSocket listener;
  private final Optional<String> credentials;
  private final Optional<Integer> refusal;
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final Map<String, InetSocketAddress> redirects = new ConcurrentHashMap<>();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  private TestProxy(Optional<String> credentials, Optional<Integer> refusal) {
    this.credentials = credentials;
    this.refusal = refusal;
    try {
      this.listener = new ServerSocket(0, 50, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts a proxy without authentication. */
  public static TestProxy start() {
    return new TestProxy(Optional.empty(), Optional.empty()).listen();
  }

  /** Starts a proxy that requires basic authentication. */
  public static TestProxy requiring(String user, String password) {
    byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return new TestProxy(
            Optional.of("Basic " + Base64.getEncoder().encodeToString(pair)), Optional.empty())
        .listen();
  }

  /** Starts a proxy that answers every request with the given status. */
  public static TestProxy refusing(int status) {
    return new TestProxy(Optional.empty(), Optional.of(status)).listen();
  }

  /** The URL of the proxy. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + listener.getLocalPort());
  }

  /** The URL of the proxy, with a user and a password. */
  public URI url(String user, String password) {
    return URI.create(
        "http://%s:%s@127.0.0.1:%d"
            .formatted(encode(user), encode(password), listener.getLocalPort()));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /**
   * The requests, in order and as they were sent, such as {@code CONNECT host:443} or {@code POST
   * http://host/path}. Includes rejected requests.
   */
  public List<String> requests() {
    return List.copyOf(requests);
  }

  /** Redirects a host and port to another address from now on. */
  public void redirect(String host, int port, InetSocketAddress to) {
    redirects.put(key(host, port), to);
  }

  private static String key(String host, int port) {
    return host.toLowerCase(Locale.ROOT) + ":" + port;
  }

  @Override
  public void close() {
    try {
      listener.close();
      for (Socket socket : open) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private TestProxy listen() {
    ProxyConnection.daemon(this::accept);
    return this;
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = adopt(listener.accept());
        ProxyConnection.daemon(() -> new ProxyConnection(this, client).serve());
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private Socket adopt(Socket socket) throws IOException {
    open.add(socket);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(60_000);
    return socket;
  }

  void record(String request) {
    requests.add(request);
  }

  void forget(Socket socket) {
    open.remove(socket);
  }

  Optional<Integer> refusal() {
    return refusal;
  }

  boolean admits(Optional<String> authorization) {
    return credentials.isEmpty() || credentials.equals(authorization);
  }

  /** Connects to the redirected or loopback address of a host; empty if there is none. */
  Optional<Socket> connect(String host, int port) throws IOException {
    InetSocketAddress to = redirects.get(key(host, port));
    if (to == null && isLoopback(host)) {
      to = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }
    return to == null
        ? Optional.empty()
        : Optional.of(adopt(new Socket(to.getAddress(), to.getPort())));
  }

  private static boolean isLoopback(String host) {
    return host.equalsIgnoreCase("localhost") || host.equals("127.0.0.1") || host.equals("[::1]");
  }
}
