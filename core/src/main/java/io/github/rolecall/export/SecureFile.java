package io.github.rolecall.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import io.github.rolecall.CredentialsException;
import io.github.rolecall.ExportProblem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A file that holds secrets: only its owner may read it, it is replaced as a whole or not at all,
 * and neither it nor its folder is reached through a symbolic link.
 */
public final class SecureFile {
  private static final String OWNER = "unix:uid,gid";

  private final Path path;

  public SecureFile(Path path) {
    this.path = path.toAbsolutePath().normalize();
  }

  /**
   * The text of the file; empty when there is none.
   *
   * @throws CredentialsException with {@link ExportProblem}
   */
  public Optional<String> read() {
    refuseLinks();
    try {
      return Files.exists(path, NOFOLLOW_LINKS)
          ? Optional.of(Files.readString(path, UTF_8))
          : Optional.empty();
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  /**
   * The text of the file for a look at it only, which links do not disturb; empty when it cannot be
   * read.
   */
  Optional<String> look() {
    try {
      return Optional.of(Files.readString(path, UTF_8));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /**
   * Makes sure that {@link #write} will work, as far as that can be known: the folder is made, and
   * a first file in it.
   *
   * @throws CredentialsException with {@link ExportProblem}
   */
  public void prepare() {
    refuseLinks();
    try {
      boolean made = !Files.exists(folder(), NOFOLLOW_LINKS);
      Files.createDirectories(folder(), ownerOnly("rwx------"));
      if (made) {
        giveToOwnerOf(folder().getParent(), folder());
      }
      refuseLinks();
      if (Files.exists(path, NOFOLLOW_LINKS) && !Files.isRegularFile(path, NOFOLLOW_LINKS)) {
        throw new CredentialsException(
            new ExportProblem.FileUnusable(path.toString(), "it is not a regular file"));
      }
      Files.delete(createBeside());
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  /**
   * Replaces the whole file; it has mode 0600 from its first byte on.
   *
   * @throws CredentialsException with {@link ExportProblem}
   */
  public void write(String text) {
    refuseLinks();
    try {
      Path beside = createBeside();
      try {
        try (FileChannel channel = FileChannel.open(beside, WRITE)) {
          ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(UTF_8));
          while (bytes.hasRemaining()) {
            channel.write(bytes);
          }
          channel.force(true);
        }
        giveToOwnerOf(Files.exists(path, NOFOLLOW_LINKS) ? path : folder(), beside);
        Files.move(beside, path, ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(beside);
      }
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  /**
   * Does the work while no other process does such work on this file. The lock is a file beside it,
   * as the file itself is replaced; it stays, because who removes a lock breaks it.
   *
   * @throws CredentialsException with {@link ExportProblem}
   */
  public void locked(Runnable work) {
    Path lock = folder().resolve("." + path.getFileName() + ".lock");
    synchronized (SecureFile.class) {
      try (FileChannel channel =
          FileChannel.open(lock, Set.of(CREATE, WRITE, NOFOLLOW_LINKS), ownerOnly("rw-------"))) {
        giveToOwnerOf(folder(), lock);
        // Closing the channel gives the lock back.
        channel.lock();
        work.run();
      } catch (IOException e) {
        throw unusable(e);
      }
    }
  }

  /** Whose part of the file is, as long as its process lives. */
  OwnerLock owner(String part) {
    return new OwnerLock(folder().resolve("." + path.getFileName() + "." + part + ".owner"));
  }

  /**
   * Removes the file.
   *
   * @throws CredentialsException with {@link ExportProblem}
   */
  void delete() {
    refuseLinks();
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  private Path createBeside() throws IOException {
    Path beside = folder().resolve("." + path.getFileName() + "." + UUID.randomUUID());
    Files.newByteChannel(beside, Set.of(CREATE_NEW, WRITE), ownerOnly("rw-------")).close();
    return beside;
  }

  /**
   * In a container, root writes what another user of the host shall read: a file belongs to whom
   * the folder or the file before it belongs to. Who is not root cannot give files away, nor has
   * to.
   */
  private static void giveToOwnerOf(@Nullable Path model, Path file) throws IOException {
    if (model == null || !FileSystems.getDefault().supportedFileAttributeViews().contains("unix")) {
      return;
    }
    Map<String, Object> wanted = Files.readAttributes(model, OWNER, NOFOLLOW_LINKS);
    Map<String, Object> current = Files.readAttributes(file, OWNER, NOFOLLOW_LINKS);
    if (!wanted.equals(current)) {
      try {
        Files.setAttribute(file, "unix:gid", wanted.get("gid"), NOFOLLOW_LINKS);
        Files.setAttribute(file, "unix:uid", wanted.get("uid"), NOFOLLOW_LINKS);
      } catch (FileSystemException e) {
        // Not root: then the file is that of whoever runs this, as it would be without us.
      }
    }
  }

  private void refuseLinks() {
    for (Path place : new Path[] {folder(), path}) {
      if (Files.isSymbolicLink(place)) {
        throw new CredentialsException(new ExportProblem.SymbolicLink(place.toString()));
      }
    }
  }

  private Path folder() {
    Path parent = path.getParent();
    return parent == null ? path : parent;
  }

  static FileAttribute<?>[] ownerOnly(String permissions) {
    // Windows has no such modes; there a user's own folders are closed to others anyway.
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  private CredentialsException unusable(IOException cause) {
    return new CredentialsException(
        new ExportProblem.FileUnusable(path.toString(), cause.getClass().getSimpleName()), cause);
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
