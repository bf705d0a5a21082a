package io.github.rolecall.export.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import io.github.rolecall.file.FileFailure;
import io.github.rolecall.file.FileKind;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.ExportProblem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A file through which a step passes variables or outputs to its runner. Each entry has the form
 * {@code NAME<<DELIMITER}, whose delimiter no value can contain.
 *
 * @see <a
 *     href="https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions">GitHub,
 *     workflow commands</a>
 */
public final class CommandFile {
  private final String variable;
  private final Path path;

  /** The size of the file in bytes before and after the last append. */
  private long before = -1;

  private long after;

  /**
   * Makes a file that is not opened yet.
   *
   * @param variable the variable in which the runner names the file, for messages
   */
  public CommandFile(String variable, Path path) {
    this.variable = variable;
    this.path = path;
  }

  /** Checks that the file can be written, without writing to it. */
  public void prepare() {
    if (!Files.isRegularFile(path, NOFOLLOW_LINKS) || !Files.isWritable(path)) {
      throw unusable("the file is not writable", null);
    }
  }

  /** Appends all entries at once, so that a reader sees all or none. */
  public void append(Map<String, String> entries) {
    var text = new StringBuilder();
    entries.forEach(
        (name, value) -> {
          // Random for each value, so that no value can contain it.
          String delimiter = "rolecall_" + UUID.randomUUID();
          text.append(name + "<<" + delimiter + "\n" + value + "\n" + delimiter + "\n");
        });
    append(text.toString());
  }

  /** Appends text of another form, to a file that accepts any. */
  public void append(String text) {
    try {
      if (Files.exists(path, NOFOLLOW_LINKS)) {
        FileKind kind = FileKind.of(path, NOFOLLOW_LINKS);
        if (kind != FileKind.REGULAR) {
          throw unusable(kind.reason(), null);
        }
      }
      write(text);
    } catch (IOException e) {
      throw unusable(FileFailure.reason(e), e);
    }
  }

  /**
   * Removes the last append, unless another process has appended after it.
   *
   * @throws CredentialsException with {@link ExportProblem} when the text could not be removed
   */
  public void undo() {
    if (before < 0) {
      return;
    }
    try (FileChannel channel = FileChannel.open(path, WRITE, NOFOLLOW_LINKS)) {
      if (channel.size() == after) {
        channel.truncate(before);
      } else if (channel.size() > after) {
        throw unusable("another process wrote to the file after it", null);
      }
    } catch (IOException e) {
      throw unusable(FileFailure.reason(e), e);
    }
  }

  private void write(String text) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            path,
            Set.of(CREATE, WRITE, APPEND, NOFOLLOW_LINKS),
            SecureFile.ownerOnly(path, "rw-------"))) {
      before = channel.size();
      ByteBuffer bytes = ByteBuffer.wrap((missingLineEnd(before) + text).getBytes(UTF_8));
      try {
        // One system call, so that a killed process has written all or nothing.
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        after = channel.size();
      } catch (IOException e) {
        // A full disk stores only a part. Remove it, so that no truncated value stays.
        channel.truncate(before);
        before = -1;
        throw e;
      }
    }
  }

  /** Returns a line break if another writer has left the last line without one. */
  private String missingLineEnd(long size) throws IOException {
    if (size == 0) {
      return "";
    }
    try (FileChannel reading = FileChannel.open(path, READ, NOFOLLOW_LINKS)) {
      ByteBuffer last = ByteBuffer.allocate(1);
      return reading.read(last, size - 1) == 1 && last.get(0) == '\n' ? "" : "\n";
    }
  }

  private CredentialsException unusable(String reason, @Nullable IOException cause) {
    return new CredentialsException(
        new ExportProblem.FileUnusable(variable + "=" + path, reason), cause);
  }
}
