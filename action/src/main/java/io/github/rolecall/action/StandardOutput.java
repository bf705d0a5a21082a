package io.github.rolecall.action;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/** The output for results. Unlike a {@link PrintStream}, it keeps the reason of a failed write. */
final class StandardOutput extends FilterOutputStream {
  private volatile @Nullable IOException failure;

  StandardOutput() {
    this(new FileOutputStream(FileDescriptor.out));
  }

  StandardOutput(OutputStream out) {
    super(out);
  }

  PrintStream stream() {
    return new PrintStream(this, true, UTF_8);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    try {
      out.write(bytes, from, length);
    } catch (IOException e) {
      failure = e;
      throw e;
    }
  }

  /**
   * Returns the exit code; at least 1 if some of the result could not be written.
   *
   * @param code the exit code of the run
   * @param err the output for the reason, unless the reader closed a pipe, as {@code head} does
   */
  int exit(int code, PrintStream err) {
    if (failure == null) {
      return code;
    }
    // The text of the operating system, such as "No space left on device", contains no secret.
    String reason = String.valueOf(failure.getMessage());
    if (!reason.contains("Broken pipe")) {
      err.println("Could not write to the standard output: " + reason);
    }
    return Math.max(code, 1);
  }
}
