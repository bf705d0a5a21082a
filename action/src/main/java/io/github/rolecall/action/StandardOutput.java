package io.github.rolecall.action;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/** Where results go. Unlike a {@link PrintStream}, it knows why it did not take one. */
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
   * The exit code of a run that would have this one: 1 if something of its result is lost.
   *
   * @param err where to say so, unless who reads has read enough, as {@code head} does
   */
  int exit(int code, PrintStream err) {
    if (failure == null) {
      return code;
    }
    // Of the system's words for it, such as "No space left on device", none holds a secret.
    String reason = String.valueOf(failure.getMessage());
    if (!reason.contains("Broken pipe")) {
      err.println("Could not write to the standard output: " + reason);
    }
    return Math.max(code, 1);
  }
}
