package io.github.rolecall.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.rolecall.testkit.tls.TestAuthority;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * A server that answers the requests of each connection with the exact bytes of a script, valid or
 * not, and records the requests.
 */
public final class ScriptedServer implements AutoCloseable {
  /** In place of an answer: resets the connection. */
  public static final String RESET = "(reset)";

  /** In place of an answer: sends nothing and keeps the connection open. */
  public static final String SILENCE = "(silence)";

  /** Before an answer: sends single bytes with pauses. */
  public static final String DRIP = "(drip)";

  private static final TestAuthority AUTHORITY = TestAuthority.ofThisProcess();
  private static final Pattern LENGTH = Pattern.compile("(?i)content-length: (\\d+)");

  private final ServerSocket listener;
  private final Optional<SSLSocketFactory> tls;
  private final List<List<String>> connections;
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<Socket> accepted = new CopyOnWriteArrayList<>();

  private ScriptedServer(Optional<SSLSocketFactory> tls, List<List<String>> connections) {
    this.tls = tls;
    this.connections = connections;
    try {
      this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    daemon(this::accept);
  }

  /**
   * Starts to listen with HTTPS or HTTP.
   *
   * @param connections the answers of each connection, in which {@code ~} is a line break; the last
   *     entry applies to all later connections. A connection is closed after its last answer.
   */
  @SafeVarargs
  @SuppressWarnings("varargs")
  public static ScriptedServer start(boolean https, List<String>... connections) {
    return new ScriptedServer(
        https
            ? Optional.of(AUTHORITY.sockets(List.of("localhost", "127.0.0.1")))
            : Optional.empty(),
        List.of(connections));
  }

  /** Returns a complete answer with this body. */
  public static String answer(String body) {
    return "HTTP/1.1 200 OK~Content-Length: " + body.length() + "~~" + body;
  }

  public URI url() {
    return URI.create(
        (tls.isPresent() ? "https" : "http") + "://localhost:" + listener.getLocalPort());
  }

  /** Returns a socket factory that trusts this server. */
  public SSLSocketFactory sockets() {
    return tls.orElseThrow();
  }

  /** Returns every request exactly as it was sent. */
  public List<String> requests() {
    return List.copyOf(requests);
  }

  /** Returns the number of connections. */
  public int connections() {
    return accepted.size();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket plain = listener.accept();
        int number = Math.min(accepted.size(), connections.size() - 1);
        accepted.add(plain);
        daemon(() -> serve(plain, connections.get(number)));
      } catch (IOException e) {
        return; // The server was closed.
      }
    }
  }

  private void serve(Socket plain, List<String> script) {
    try (plain;
        Socket socket = tls.isPresent() ? tls.get().createSocket(plain, null, true) : plain) {
      if (socket instanceof SSLSocket secure) {
        secure.startHandshake();
      }
      var in = new BufferedInputStream(socket.getInputStream());
      for (String answer : script) {
        requests.add(request(in));
        if (answer.equals(RESET)) {
          reset(plain);
          return;
        }
        if (answer.equals(SILENCE)) {
          in.readAllBytes();
          return;
        }
        byte[] wire = answer.replace(DRIP, "").replace("~", "\r\n").getBytes(ISO_8859_1);
        int step = answer.startsWith(DRIP) ? 1 : wire.length;
        for (int at = 0; at < wire.length; at += step) {
          socket.getOutputStream().write(wire, at, step);
          Thread.sleep(step == 1 ? 20 : 0);
        }
      }
    } catch (IOException e) {
      // The client closed the connection, or the test is over.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void reset(Socket connection) throws IOException {
    connection.setSoLinger(true, 0);
    connection.close();
  }

  private static String request(InputStream in) throws IOException {
    var text = new StringBuilder();
    while (text.indexOf("\r\n\r\n") < 0) {
      int b = in.read();
      if (b < 0) {
        throw new IOException("the client closed the connection");
      }
      text.append((char) b);
    }
    Matcher length = LENGTH.matcher(text);
    int body = length.find() ? Integer.parseInt(length.group(1)) : 0;
    return text.append(new String(in.readNBytes(body), ISO_8859_1)).toString();
  }

  private static void daemon(Runnable work) {
    var thread = new Thread(work, "scripted-server");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    try {
      listener.close();
      for (Socket socket : accepted) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
