package io.github.rolecall.testkit.ci;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * A stream that splits its bytes into lines as ReadLine of .NET does. A single carriage return ends
 * a line too, so a command may follow it.
 */
final class LineStream extends OutputStream {

  private final Consumer<String> lines;
  private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
  private boolean afterReturn;

  LineStream(Consumer<String> lines) {
    this.lines = lines;
  }

  @Override
  public synchronized void write(int b) {
    boolean feedOfPair = b == '\n' && afterReturn;
    afterReturn = b == '\r';
    if (b == '\n' || b == '\r') {
      if (!feedOfPair) {
        hand();
      }
    } else {
      pending.write(b);
    }
  }

  @Override
  public synchronized void write(byte[] bytes, int offset, int length) {
    for (int i = offset; i < offset + length; i++) {
      write(bytes[i]);
    }
  }

  /** Emits the last line if it has no line terminator. */
  @Override
  public synchronized void close() {
    if (pending.size() > 0) {
      hand();
    }
  }

  private void hand() {
    String line = pending.toString(StandardCharsets.UTF_8);
    pending.reset();
    lines.accept(line);
  }
}
