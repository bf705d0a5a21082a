package io.github.rolecall.export.file;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A new file that replaces another one. Its writer locks it. The operating system releases the lock
 * when the process ends for any reason, so {@link StaleFiles} can recognize the file of a killed
 * process.
 */
final class FileBeside implements AutoCloseable {
  /** Opens only a new file, never an existing one or the target of a link. */
  static final Set<OpenOption> NEW = Set.of(CREATE_NEW, WRITE);

  /** Our own files: closing a second channel of a file would release the lock of the first. */
  private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

  private final Path path;
  private final FileChannel channel;

  private FileBeside(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /** Makes an empty file with a random name, which other users cannot predict. */
  static FileBeside of(Path target, FileAttribute<?>... attributes) throws IOException {
    while (true) {
      Path path = name(target, UUID.randomUUID().toString());
      OURS.add(path);
      var made = new FileBeside(path, FileChannel.open(path, NEW, attributes));
      // Before it was locked, another process may have removed it as a stale file.
      if (made.locks() && Files.exists(path, NOFOLLOW_LINKS)) {
        return made;
      }
      made.close();
    }
  }

  private static Path name(Path target, String end) {
    return target.resolveSibling("." + target.getFileName() + "." + end);
  }

  private boolean locks() {
    try {
      return channel.tryLock() != null;
    } catch (IOException e) {
      // The file system has no locks, so no other process can lock and remove the file.
      return true;
    }
  }

  Path path() {
    return path;
  }

  /** Writes through the channel that created the file, so that no other file can take its place. */
  void write(byte[] content) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(content);
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
    channel.force(true);
  }

  /** Replaces the target. Without the second option, a file system may refuse this. */
  void moveTo(Path target) throws IOException {
    Files.move(path, target, ATOMIC_MOVE, REPLACE_EXISTING);
  }

  /** Removes the file, unless it has been moved. */
  @Override
  public void close() throws IOException {
    try (channel) {
      Files.deleteIfExists(path);
    } finally {
      OURS.remove(path);
    }
  }

  static boolean isOurs(Path file) {
    return OURS.contains(file);
  }
}
