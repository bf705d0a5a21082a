package io.github.rolecall.endpoint;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
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

  /** The connection waits for an answer, whatever the client does. */
  static final int ANSWER = 0;

  /** The connection has ended. */
  static final int END = -1;

  private static final int LARGEST_REST = 256 * 1024;

  private final SocketChannel channel;
  private final Function<EndpointRequest, CompletableFuture<EndpointAnswer>> answers;
  private final long end;
  private final ByteBuffer head = ByteBuffer.allocate(LARGEST_HEAD);
  private final Consumer<LoopbackConnection> answered;
  private @Nullable CompletableFuture<EndpointAnswer> awaited;
  private @Nullable ByteBuffer answer;
  private int rest;

  /**
   * @param channel does not block
   * @param answered is called, by any thread, when an answer is there that was not at once
   * @param limit from the first byte of the request to the end of the connection
   */
  LoopbackConnection(
      SocketChannel channel,
      Function<EndpointRequest, CompletableFuture<EndpointAnswer>> answers,
      Consumer<LoopbackConnection> answered,
      Duration limit) {
    this.channel = channel;
    this.answers = answers;
    this.answered = answered;
    this.end = System.nanoTime() + limit.toNanos();
  }

  /** Milliseconds until its time is over; zero or less when it is. */
  long left() {
    return Math.floorDiv(end - System.nanoTime() + 999_999, 1_000_000);
  }

  /**
   * Continues as far as the client lets it.
   *
   * @return what to wait for, as {@link SelectionKey} has it; {@link #ANSWER}; or {@link #END}
   * @throws IOException if the client has gone
   */
  int proceed() throws IOException {
    if (awaited == null) {
      if (channel.read(head) < 0) {
        return END;
      }
      awaited = answer();
      if (awaited == null) {
        return SelectionKey.OP_READ;
      }
      if (!awaited.isDone()) {
        var unused = awaited.whenComplete((json, e) -> answered.accept(this));
      }
    }
    if (!awaited.isDone()) {
      return ANSWER;
    }
    if (answer == null) {
      answer = awaited.join().bytes();
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
  private @Nullable CompletableFuture<EndpointAnswer> answer() {
    String read = new String(head.array(), 0, head.position(), ISO_8859_1);
    int blankLine = read.indexOf("\r\n\r\n");
    if (blankLine < 0) {
      return head.hasRemaining() ? null : refused(431);
    }
    return EndpointRequest.of(read.substring(0, blankLine))
        .map(answers)
        .orElseGet(() -> refused(400));
  }

  private static CompletableFuture<EndpointAnswer> refused(int status) {
    return CompletableFuture.completedFuture(EndpointAnswer.of(status));
  }

  private int throwAway() throws IOException {
    int read = channel.read(head.clear());
    rest += Math.max(0, read);
    return read < 0 || rest > LARGEST_REST ? END : SelectionKey.OP_READ;
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
