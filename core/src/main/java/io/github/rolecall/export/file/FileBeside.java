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
 * A new file that takes the place of another one. Its writer holds a lock on it, which the
 * operating system gives back when the process ends, however that is: so {@link StaleFiles} can
 * tell what a killed one has left behind.
 */
final class FileBeside implements AutoCloseable {
  /** Only ever a new file: neither one that is there nor what a link leads to. */
  static final Set<OpenOption> NEW = Set.of(CREATE_NEW, WRITE);

  /** To close a second channel of a file would give back the lock of the first. */
  private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

  private final Path path;
  private final FileChannel channel;

  private FileBeside(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /** Makes an empty file under a name that nobody knows beforehand. */
  static FileBeside of(Path target, FileAttribute<?>... attributes) throws IOException {
    while (true) {
      Path path = name(target, UUID.randomUUID().toString());
      OURS.add(path);
      var made = new FileBeside(path, FileChannel.open(path, NEW, attributes));
      // Before it was locked, another process may have taken it for one that was left behind.
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
      // A file system without locks: then nobody else gets one either, and removes it.
      return true;
    }
  }

  Path path() {
    return path;
  }

  /** Writes through the channel that made the file: nobody can put another one in its place. */
  void write(byte[] content) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(content);
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
    channel.force(true);
  }

  /** Replaces the target. Without the second option, a file system may refuse to do that. */
  void moveTo(Path target) throws IOException {
    Files.move(path, target, ATOMIC_MOVE, REPLACE_EXISTING);
  }

  /** The file goes, unless it has been moved. */
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
