package io.github.rolecall.export.file;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.ExportProblem;
import io.github.rolecall.text.LosslessText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A file that holds secrets: only its owner may read it, it is replaced as a whole or not at all,
 * neither it nor its folder is reached through a symbolic link, and what another user has put in
 * its place is neither read nor replaced (decision 28).
 */
public final class SecureFile {
  /** Only ever a new file: neither one that is there nor what a link leads to. */
  private static final Set<OpenOption> NEW = Set.of(CREATE_NEW, WRITE);

  private final Path path;
  private final FileOwnership ownership;

  /** A file of the user of this process. */
  public SecureFile(Path path) {
    this(path, Optional.empty());
  }

  private SecureFile(Path path, Optional<Path> mount) {
    this.path = path.toAbsolutePath().normalize();
    this.ownership = new FileOwnership(mount);
  }

  /**
   * A file that a container writes for its host: it belongs to the owner of the folder that both
   * share (decision 14).
   *
   * @param mount that folder, as the container has it
   */
  public static SecureFile ofHost(Path path, Path mount) {
    return new SecureFile(path, Optional.of(mount));
  }

  /**
   * The text of the file; empty when there is none.
   *
   * @throws CredentialsException with {@link ExportProblem}
   */
  public Optional<String> read() {
    refuseLinks();
    if (!Files.exists(path, NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    try {
      refusePlanted(path);
      try (InputStream bytes = Files.newInputStream(path, NOFOLLOW_LINKS)) {
        return Optional.of(LosslessText.of(bytes.readAllBytes()));
      }
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  /**
   * The text of the file for a look at it only, which links do not disturb; empty when it cannot be
   * read.
   */
  public Optional<String> look() {
    try {
      return Optional.of(LosslessText.of(Files.readAllBytes(path)));
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
      ownership.refusePlantedFolder(folder());
      makeFolder(folder());
      refuseLinks();
      refusePlanted(path);
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  private void makeFolder(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    if (folder.getParent() != null) {
      makeFolder(folder.getParent());
    }
    try {
      Files.createDirectory(folder, ownerOnly("rwx------"));
      ownership.give(folder);
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(folder)) {
        throw new CredentialsException(
            new ExportProblem.FileUnusable(path.toString(), folder + " is not a folder"), e);
      }
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
      refusePlanted(path);
      Path beside = beside();
      try {
        create(beside, LosslessText.bytes(text), ownerOnly("rw-------"));
        Optional<Object> written = ownership.identity(beside);
        ownership.give(beside);
        Files.move(beside, path, ATOMIC_MOVE);
        if (!ownership.identity(path).equals(written)) {
          throw new CredentialsException(
              new ExportProblem.FileUnusable(
                  path.toString(), "another process replaced it while it was written"));
        }
      } finally {
        Files.deleteIfExists(beside);
      }
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  /**
   * Writes a new file through the channel that made it: nobody can put another one in its place.
   */
  static void create(Path file, byte[] content, FileAttribute<?>... attributes) throws IOException {
    try (FileChannel channel = FileChannel.open(file, NEW, attributes)) {
      ByteBuffer bytes = ByteBuffer.wrap(content);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }

  /**
   * Does the work while no other process does such work on this file. The lock is a file beside it,
   * as the file itself is replaced; it stays, because who removes a lock breaks it.
   *
   * @throws CredentialsException with {@link ExportProblem}
   */
  public void locked(Runnable work) {
    refuseLinks();
    synchronized (SecureFile.class) {
      try (FileChannel channel = own(folder().resolve("." + path.getFileName() + ".lock"))) {
        // Closing the channel gives the lock back.
        channel.lock();
        work.run();
      } catch (IOException e) {
        throw unusable(e);
      }
    }
  }

  /** A file that belongs to this one and holds nothing, open for a lock. */
  FileChannel own(Path lock) throws IOException {
    try {
      FileChannel channel = FileChannel.open(lock, NEW, ownerOnly("rw-------"));
      ownership.give(lock);
      return channel;
    } catch (FileAlreadyExistsException e) {
      refusePlanted(lock);
      return FileChannel.open(lock, WRITE, NOFOLLOW_LINKS);
    }
  }

  /** Whose part of the file is, as long as its process lives. */
  public OwnerLock owner(String part) {
    return new OwnerLock(this, folder().resolve("." + path.getFileName() + "." + part + ".owner"));
  }

  /**
   * Removes the file.
   *
   * @throws CredentialsException with {@link ExportProblem}
   */
  public void delete() {
    refuseLinks();
    try {
      refusePlanted(path);
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  /** A name that nobody knows beforehand. */
  private Path beside() {
    return folder().resolve("." + path.getFileName() + "." + UUID.randomUUID());
  }

  private void refusePlanted(Path file) throws IOException {
    ownership.refusePlantedFolder(folder());
    Path created = beside();
    FileChannel.open(created, NEW, ownerOnly("rw-------")).close();
    try {
      ownership.refusePlanted(file, created);
    } finally {
      Files.deleteIfExists(created);
    }
  }

  private void refuseLinks() {
    Optional<Path> link = Stream.of(folder(), path).filter(Files::isSymbolicLink).findFirst();
    try {
      Optional<Path> refused = link.isPresent() ? link : ownership.plantedLink(path);
      if (refused.isPresent()) {
        throw new CredentialsException(new ExportProblem.SymbolicLink(refused.get().toString()));
      }
    } catch (IOException e) {
      throw unusable(e);
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

  CredentialsException unusable(IOException cause) {
    String reason = cause.getClass().getSimpleName();
    // It may be the lock beside the file, or a folder, that cannot be used.
    if (cause instanceof FileSystemException named
        && named.getFile() != null
        && !named.getFile().startsWith(path.toString())) {
      reason += " at " + named.getFile();
    }
    return new CredentialsException(new ExportProblem.FileUnusable(path.toString(), reason), cause);
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
