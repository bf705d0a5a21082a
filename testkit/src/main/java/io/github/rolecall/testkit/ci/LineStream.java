package io.github.rolecall.testkit.ci;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Cuts written bytes into lines as .NET's ReadLine does: a lone carriage return ends a line too,
 * and so begins one in which a command may stand.
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

  /** Emits a last line without an end. */
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
