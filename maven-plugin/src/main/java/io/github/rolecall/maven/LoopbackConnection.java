package io.github.rolecall.maven;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One connection of a client: one request, one answer, the end. It takes what is there and never
 * waits. What the client sends after its request is thrown away: a connection that ends with unread
 * bytes in it is reset, and the client may lose the answer.
 */
final class LoopbackConnection {
  /** The first line and the headers. An SDK sends about 300 bytes. */
  static final int LARGEST_HEAD = 8 * 1024;

  private static final int LARGEST_REST = 256 * 1024;

  private final SocketChannel channel;
  private final Function<EndpointRequest, EndpointAnswer> answers;
  private final long end;
  private final ByteBuffer head = ByteBuffer.allocate(LARGEST_HEAD);
  private @Nullable ByteBuffer answer;
  private int rest;

  /**
   * @param channel does not block
   * @param limit from the first byte of the request to the end of the connection
   */
  LoopbackConnection(
      SocketChannel channel, Function<EndpointRequest, EndpointAnswer> answers, Duration limit) {
    this.channel = channel;
    this.answers = answers;
    this.end = System.nanoTime() + limit.toNanos();
  }

  /** Milliseconds until its time is over; zero or less when it is. */
  long left() {
    return Math.floorDiv(end - System.nanoTime() + 999_999, 1_000_000);
  }

  /**
   * Goes on as far as the client lets it.
   *
   * @return what to wait for, as {@link SelectionKey} has it; 0 at the end of the connection
   * @throws IOException if the client has gone
   */
  int proceed() throws IOException {
    if (answer == null) {
      if (channel.read(head) < 0) {
        return 0;
      }
      answer = answer();
    }
    if (answer == null) {
      return SelectionKey.OP_READ;
    }
    if (answer.hasRemaining()) {
      channel.write(answer);
      if (answer.hasRemaining()) {
        return SelectionKey.OP_WRITE;
      }
      channel.shutdownOutput();
    }
    return throwAway();
  }

  /** The answer to what was read up to now; null if the request has not ended. */
  private @Nullable ByteBuffer answer() {
    String read = new String(head.array(), 0, head.position(), ISO_8859_1);
    int blankLine = read.indexOf("\r\n\r\n");
    if (blankLine < 0) {
      return head.hasRemaining() ? null : EndpointAnswer.of(431).bytes();
    }
    return EndpointRequest.of(read.substring(0, blankLine))
        .map(answers)
        .orElseGet(() -> EndpointAnswer.of(400))
        .bytes();
  }

  private int throwAway() throws IOException {
    int read = channel.read(head.clear());
    rest += Math.max(0, read);
    return read < 0 || rest > LARGEST_REST ? 0 : SelectionKey.OP_READ;
  }

  void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // Whatever it was, the connection is of no use any more.
      return;
    }
  }
}
