package io.github.rolecall.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.time.Duration;

/**
 * A socket with one time limit for all reads together. The JDK's timeout applies to each read, so a
 * server that sends one byte at a time could delay a read forever, also within TLS.
 */
final class LimitedSocket extends Socket {
  private volatile long end = System.nanoTime();

  /** Sets the time limit for all reads from now on. */
  void within(Duration time) {
    end = System.nanoTime() + time.toNanos();
  }

  @Override
  public InputStream getInputStream() throws IOException {
    return new Limited(super.getInputStream());
  }

  private final class Limited extends FilterInputStream {
    private Limited(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      limit();
      return super.read();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      limit();
      return super.read(bytes, offset, length);
    }

    /**
     * After the limit, data that has arrived can still be read. A timeout of zero would mean none.
     */
    private void limit() throws IOException {
      setSoTimeout((int) Math.max(1, (end - System.nanoTime()) / 1_000_000));
    }
  }
}
