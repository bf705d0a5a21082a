package io.github.rolecall.aws.sso;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Reads the head of an HTTP request, with limits for its size and its total time. Any process of
 * this machine can connect and send one byte after the other.
 */
final class RequestHead {
  private static final int LONGEST = 32 * 1024;
  private static final long LIMIT_MILLIS = 3000;

  private RequestHead() {}

  /**
   * Reads the whole head: closing the connection earlier would reset it.
   *
   * @return empty if the head is too long or does not end in time
   */
  static Optional<String> read(Socket from) throws IOException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LIMIT_MILLIS);
    var head = new ByteArrayOutputStream();
    InputStream in = from.getInputStream();
    int ends = 0;
    while (ends < 2) {
      long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      if (left <= 0 || head.size() == LONGEST) {
        return Optional.empty();
      }
      from.setSoTimeout((int) left);
      int next;
      try {
        next = in.read();
      } catch (SocketTimeoutException e) {
        return Optional.empty();
      }
      if (next < 0) {
        return Optional.empty();
      }
      head.write(next);
      if (next == '\n') {
        ends++;
      } else if (next != '\r') {
        ends = 0;
      }
    }
    return Optional.of(head.toString(UTF_8));
  }
}
