package io.github.rolecall.action;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server that returns exactly the given status line, headers and body. */
final class Parrot implements Closeable {
  private static final Pattern LENGTH = Pattern.compile("(?im)^content-length: (\\d+)");

  private final ServerSocket listener;
  private volatile UnaryOperator<String> answers = line -> answer("404 Not Found", "", "");

  Parrot() {
    try {
      listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var thread = new Thread(this::serve, "parrot");
    thread.setDaemon(true);
    thread.start();
  }

  /** Sets the whole answer to a request with this first line. */
  void says(UnaryOperator<String> all) {
    answers = all;
  }

  String url() {
    return "http://" + address();
  }

  String address() {
    return "127.0.0.1:" + listener.getLocalPort();
  }

  static String answer(String status, String contentType, String body) {
    return "HTTP/1.1 %s\r\nContent-Type: %s\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s"
        .formatted(status, contentType, body.getBytes(UTF_8).length, body);
  }

  private void serve() {
    while (!listener.isClosed()) {
      try (Socket socket = listener.accept()) {
        socket.setSoTimeout(5_000);
        String head = head(socket.getInputStream());
        if (head.isEmpty()) {
          continue;
        }
        socket.getOutputStream().write(answers.apply(head).getBytes(UTF_8));
        socket.shutdownOutput();
        socket.getInputStream().readAllBytes();
      } catch (IOException e) {
        // The client closed the connection; serve the next one.
      }
    }
  }

  /** Returns the first line. Reads the whole request, so that the connection is not reset. */
  private static String head(InputStream in) throws IOException {
    var text = new StringBuilder();
    while (text.indexOf("\r\n\r\n") < 0) {
      int b = in.read();
      if (b < 0) {
        return "";
      }
      text.append((char) b);
    }
    String whole = text.toString();
    Matcher length = LENGTH.matcher(whole);
    if (length.find()) {
      in.skipNBytes(Integer.parseInt(length.group(1)));
    }
    return whole.lines().findFirst().orElse("");
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
