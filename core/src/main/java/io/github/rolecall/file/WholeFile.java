package io.github.rolecall.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * A file that is read as a whole. To open a named pipe waits for a writer who may never come, and a
 * device may never end: neither is opened. What is larger than the limit is refused by name, so
 * that it cannot use up the memory.
 */
public final class WholeFile {
  /** The limit for most files, in bytes. */
  public static final int LIMIT = 1024 * 1024;

  /** The limit for files that grow: those of AWS tools, and certificates. */
  public static final int LIMIT_OF_LARGE = 4 * LIMIT;

  /** A descriptor of this process by its name, as a shell writes {@code <(command)}. */
  private static final Pattern DESCRIPTOR =
      Pattern.compile("/dev/stdin|/dev/fd/\\d{1,9}|/proc/(self|\\d{1,9})/fd/\\d{1,9}");

  private WholeFile() {}

  /**
   * The bytes of a regular file of at most {@link #LIMIT} bytes.
   *
   * @param links {@code NOFOLLOW_LINKS} to refuse a link
   * @throws IOException also as {@link UnfitFileException}
   */
  public static byte[] bytes(Path file, LinkOption... links) throws IOException {
    return bytes(file, LIMIT, links);
  }

  /** The text of such a file, which has to be UTF-8. */
  public static String text(Path file, LinkOption... links) throws IOException {
    return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes(file, links))).toString();
  }

  /** The same with a limit of its own, in bytes. */
  public static byte[] bytes(Path file, int limit, LinkOption... links) throws IOException {
    FileKind kind = FileKind.of(file, links);
    if (kind != FileKind.REGULAR) {
      throw new UnfitFileException(file, kind.reason());
    }
    return upTo(limit, file, links);
  }

  /** The same of a file that a user may also give as a stream, by the name of a descriptor. */
  public static byte[] bytesOrStream(Path file) throws IOException {
    return isDescriptor(file) ? upTo(LIMIT, file) : bytes(file);
  }

  /** Whether the path is the name of a descriptor of a process, such as {@code /dev/stdin}. */
  public static boolean isDescriptor(Path file) {
    return DESCRIPTOR.matcher(file.toString()).matches();
  }

  private static byte[] upTo(int limit, Path file, LinkOption... links) throws IOException {
    try (InputStream stream = Files.newInputStream(file, links)) {
      byte[] bytes = stream.readNBytes(limit + 1);
      if (bytes.length > limit) {
        throw new UnfitFileException(file, "it has more than " + limit / LIMIT + " MiB");
      }
      return bytes;
    }
  }
}
