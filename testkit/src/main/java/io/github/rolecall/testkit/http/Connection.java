package io.github.rolecall.testkit.http;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * One connection of a client. It serves one request after the other until either side closes it.
 */
public final class Connection {
  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final Socket transport;
  private final Socket channel;
  private final Clock clock;
  private final CountDownLatch serverClosed;
  private boolean last;

  /**
   * @param transport the TCP socket, which a reset must close
   * @param channel the socket for reading and writing: the transport itself, or TLS on top of it
   * @param clock the clock for the {@code Date} header
   * @param serverClosed ends every pause when it reaches zero
   */
  Connection(Socket transport, Socket channel, Clock clock, CountDownLatch serverClosed) {
    this.transport = transport;
    this.channel = channel;
    this.clock = clock;
    this.serverClosed = serverClosed;
  }

  void serve(Handler handler) throws IOException {
    WireReader reader = new WireReader(new BufferedInputStream(channel.getInputStream()));
    try {
      while (!last) {
        Optional<MessageHead> head = reader.head();
        if (head.isEmpty()) {
          return;
        }
        Headers headers = head.get().headers();
        if (headers.lists("expect", "100-continue")) {
          channel
              .getOutputStream()
              .write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        Request request = Request.of(head.get().startLine(), headers, reader.body(headers));
        last = !request.keepAlive();
        handler.handle(request).send(this);
      }
    } catch (MalformedMessageException e) {
      last = true;
      Response.of(e.status(), "text/plain", e.getMessage() + "\n").send(this);
    }
  }

  /**
   * Writes a response with at most {@code limit} bytes of its body. {@code Content-Length} is the
   * length of the whole body.
   */
  void write(Response response, int limit) throws IOException {
    boolean bytes = Response.BYTES.equals(response.headers().get("Content-Type"));
    byte[] body =
        response.body().getBytes(bytes ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
    StringBuilder head = new StringBuilder("HTTP/1.1 ").append(response.status()).append(" \r\n");
    Map<String, String> headers = new LinkedHashMap<>(response.headers());
    headers.putIfAbsent("Date", HTTP_DATE.format(clock.instant()));
    headers.values().removeIf(String::isEmpty);
    headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    head.append("Content-Length: ").append(body.length).append("\r\n");
    head.append("Connection: ").append(last ? "close" : "keep-alive").append("\r\n\r\n");
    // A single write sends the message in one segment. With two writes, Nagle's algorithm and
    // delayed acknowledgements would delay the second.
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    message.writeBytes(head.toString().getBytes(StandardCharsets.ISO_8859_1));
    message.write(body, 0, Math.min(limit, body.length));
    channel.getOutputStream().write(message.toByteArray());
    channel.getOutputStream().flush();
  }

  void pause(Duration time) {
    try {
      boolean closing = serverClosed.await(time.toNanos(), TimeUnit.NANOSECONDS);
      last |= closing;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  void pauseForGood() {
    pause(Duration.ofDays(1));
  }

  /** Linger time 0 makes the kernel send RST. TLS must not send its close_notify first. */
  void reset() throws IOException {
    transport.setSoLinger(true, 0);
    close();
  }

  void close() throws IOException {
    last = true;
    transport.close();
  }
}
