package io.github.rolecall.action;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.rolecall.testkit.tls.TestAuthority;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** A server on this machine that answers every request with one fault. */
final class FaultyServer implements Closeable {
  /** Created once, because generating its keys takes longer than a client's timeout. */
  private static final TestAuthority UNKNOWN = TestAuthority.another();

  private static final Pattern LENGTH = Pattern.compile("(?im)^content-length: (\\d+)");

  private final WireFault fault;
  private final boolean https;
  private final String elsewhere;
  private final ServerSocket listener;
  private final Set<Socket> accepted = ConcurrentHashMap.newKeySet();
  private final AtomicInteger asked = new AtomicInteger();

  /**
   * Starts to listen.
   *
   * @param elsewhere the target of a redirection
   */
  FaultyServer(WireFault fault, boolean https, String elsewhere) throws IOException {
    this.fault = fault;
    this.https = https;
    this.elsewhere = elsewhere;
    this.listener = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    if (fault == WireFault.REFUSED) {
      listener.close();
    } else {
      Optional<SSLSocketFactory> tls = tls();
      daemon(() -> accept(tls));
    }
  }

  String url() {
    return (https ? "https://localhost:" : "http://127.0.0.1:") + listener.getLocalPort();
  }

  /** Returns the number of requests, or of connections if the fault comes before a request. */
  int questions() {
    return asked.get();
  }

  private Optional<SSLSocketFactory> tls() {
    if (!https || fault == WireFault.NO_TLS) {
      return Optional.empty();
    }
    TestAuthority authority =
        fault == WireFault.UNKNOWN_AUTHORITY ? UNKNOWN : TestAuthority.ofThisProcess();
    String name = fault == WireFault.OTHER_NAME ? "example.com" : "localhost";
    return fault
        .validFrom()
        .map(from -> authority.sockets(List.of(name), from, fault.validUntil().orElseThrow()))
        .or(() -> Optional.of(authority.sockets(List.of(name))));
  }

  private void accept(Optional<SSLSocketFactory> tls) {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        accepted.add(socket);
        daemon(() -> serve(socket, tls));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket plain, Optional<SSLSocketFactory> tls) {
    try (plain;
        Socket socket = tls.isPresent() ? tls.get().createSocket(plain, null, true) : plain) {
      if (socket instanceof SSLSocket secure) {
        secure.startHandshake();
      }
      if (!isAsked(socket.getInputStream())) {
        return;
      }
      asked.incrementAndGet();
      if (fault == WireFault.RESET) {
        plain.setSoLinger(true, 0);
        plain.close();
        return;
      }
      Optional<byte[]> sent = fault.sent(elsewhere);
      if (sent.isPresent()) {
        send(sent.get(), socket.getOutputStream());
      }
      if (fault != WireFault.CLOSED && fault != WireFault.NO_TLS) {
        if (fault != WireFault.SILENT) {
          socket.shutdownOutput();
        }
        // Closing too early would reset the connection before the client has read the answer.
        socket.getInputStream().readAllBytes();
      }
    } catch (IOException | InterruptedException e) {
      // The client closed the connection.
    }
  }

  private void send(byte[] all, OutputStream to) throws IOException, InterruptedException {
    int step = fault == WireFault.DRIP ? 1 : all.length;
    for (int at = 0; at < all.length; at += step) {
      to.write(all, at, step);
      to.flush();
      Thread.sleep(step == 1 ? 20 : 0);
    }
  }

  /** Reads a whole request. Without TLS, reads one byte of the handshake. */
  private boolean isAsked(InputStream in) throws IOException {
    if (fault == WireFault.NO_TLS) {
      return in.read() >= 0;
    }
    var text = new StringBuilder();
    while (text.indexOf("\r\n\r\n") < 0) {
      int b = in.read();
      if (b < 0) {
        return false;
      }
      text.append((char) b);
    }
    Matcher length = LENGTH.matcher(text);
    int body = length.find() ? Integer.parseInt(length.group(1)) : 0;
    return new String(in.readNBytes(body), ISO_8859_1).length() == body;
  }

  private static void daemon(Runnable work) {
    var thread = new Thread(work, "faulty-server");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (Socket socket : accepted) {
      socket.close();
    }
  }
}
