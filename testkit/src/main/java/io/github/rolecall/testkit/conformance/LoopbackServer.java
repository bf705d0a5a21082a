package io.github.rolecall.testkit.conformance;

import io.github.rolecall.testkit.tls.TestAuthority;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocketFactory;

/** An HTTPS server on loopback, with a certificate of the authority of this process. */
final class LoopbackServer implements AutoCloseable {

  /** One request; a body is read by its Content-Length only, as the recording cloud did. */
  record Call(String method, String target, MessageHead head, String body) {}

  /** One answer. */
  record Answer(int status, String contentType, String body) {}

  /** What answers the calls. */
  @FunctionalInterface
  interface Service {
    Answer answer(Call call) throws InterruptedException;
  }

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US);

  private final ServerSocket listener;
  private final SSLSocketFactory tls;
  private final Service service;
  private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
  private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

  /**
   * Takes a port.
   *
   * @param names under which it is reached, besides localhost
   */
  LoopbackServer(Service service, String... names) {
    this.service = service;
    this.tls =
        TestAuthority.ofThisProcess()
            .sockets(Stream.concat(Stream.of("localhost"), Stream.of(names)).toList());
    try {
      this.listener = new ServerSocket(0, 50, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void start() {
    thread("scripted-cloud", this::accept);
  }

  String url() {
    return "https://localhost:" + listener.getLocalPort();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        connections.add(socket);
        thread("scripted-cloud-connection", () -> serve(socket));
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private void serve(Socket plain) {
    try (plain;
        Socket socket = tls.createSocket(plain, null, true);
        InputStream in = new BufferedInputStream(socket.getInputStream());
        OutputStream out = socket.getOutputStream()) {
      plain.setTcpNoDelay(true);
      boolean more = true;
      while (more) {
        Optional<MessageHead> head = MessageHead.read(in);
        more = head.isPresent() && exchange(head.get(), in, out);
      }
    } catch (IOException e) {
      // The client went away, for example after its own timeout.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      connections.remove(plain);
    }
  }

  private boolean exchange(MessageHead head, InputStream in, OutputStream out)
      throws IOException, InterruptedException {
    String[] words = head.startLine().split(" ", -1);
    if (words.length != 3) {
      send(out, new Answer(400, "text/plain", ""));
      return false;
    }
    if (head.header("Expect").orElse("").equalsIgnoreCase("100-continue")) {
      out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    }
    String body = new String(in.readNBytes(head.contentLength()), StandardCharsets.UTF_8);
    send(out, service.answer(new Call(words[0], words[1], head, body)));
    return words[2].equals("HTTP/1.1")
        && !head.header("Connection").orElse("").equalsIgnoreCase("close");
  }

  private static void send(OutputStream out, Answer answer) throws IOException {
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    String head =
        "HTTP/1.1 %d Scripted\r\nServer: ScriptedCloud\r\nDate: %s\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n"
            .formatted(
                answer.status(),
                DATE.format(ZonedDateTime.now(ZoneOffset.UTC)),
                answer.contentType(),
                body.length);
    byte[] start = head.getBytes(StandardCharsets.US_ASCII);
    byte[] message = new byte[start.length + body.length];
    System.arraycopy(start, 0, message, 0, start.length);
    System.arraycopy(body, 0, message, start.length, body.length);
    out.write(message);
    out.flush();
  }

  private void thread(String name, Runnable work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } finally {
                threads.remove(Thread.currentThread());
              }
            },
            name);
    thread.setDaemon(true);
    threads.add(thread);
    thread.start();
  }

  /** Ends hanging answers and open connections too. */
  @Override
  public void close() {
    try {
      listener.close();
      for (Socket socket : connections) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.forEach(Thread::interrupt);
  }
}
