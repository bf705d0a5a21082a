package io.github.rolecall.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.time.Duration;

/**
 * A socket whose reads together take no longer than they may. The time limit of the JDK is one for
 * each read, so a server that sends a byte now and then could go on for ever, also within TLS.
 */
final class LimitedSocket extends Socket {
  private volatile long end = System.nanoTime();

  /** From now on, reads take no longer than this time, together. */
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

    /** When the time is over, what is there can still be read. Zero would be: for ever. */
    private void limit() throws IOException {
      setSoTimeout((int) Math.max(1, (end - System.nanoTime()) / 1_000_000));
    }
  }
}
