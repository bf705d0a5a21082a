package io.github.rolecall.export.file;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.WRITE;

import io.github.rolecall.file.FileFailure;
import io.github.rolecall.file.WholeFile;
import io.github.rolecall.host.Deadline;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.ExportProblem;
import io.github.rolecall.text.LosslessText;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * A file that contains secrets. Only its owner may read it. It is replaced as a whole or not at
 * all. Neither it nor its folder is reached through a symbolic link. A file that another user has
 * put in its place is neither read nor replaced (decision 28).
 */
public final class SecureFile {
  private final Path path;
  private final FileOwnership ownership;
  private final MadeFolders folders;

  /** A file of the user of this process. */
  public SecureFile(Path path) {
    this(path, Optional.empty());
  }

  private SecureFile(Path path, Optional<Path> mount) {
    this.path = path.toAbsolutePath().normalize();
    this.ownership = new FileOwnership(mount);
    this.folders = new MadeFolders(ownership);
  }

  /**
   * A file that a container writes for its host. It belongs to the owner of the folder that both
   * share (decision 14).
   *
   * @param mount the path of that folder in the container
   */
  public static SecureFile ofHost(Path path, Path mount) {
    return new SecureFile(path, Optional.of(mount));
  }

  /**
   * Returns the text of the file; empty when there is none.
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
      Optional<Object> seen = ownership.identity(path);
      byte[] bytes = WholeFile.bytes(path, WholeFile.LIMIT_OF_LARGE, NOFOLLOW_LINKS);
      if (!ownership.identity(path).equals(seen)) {
        throw replaced("read");
      }
      return Optional.of(LosslessText.of(bytes));
    } catch (NoSuchFileException e) {
      // Another process removed it meanwhile.
      return Optional.empty();
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  /** Returns the text for inspection only, also through links; empty when it cannot be read. */
  public Optional<String> look() {
    try {
      return Optional.of(LosslessText.of(WholeFile.bytes(path, WholeFile.LIMIT_OF_LARGE)));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /**
   * Checks that {@link #write} will probably work. Creates the folder.
   *
   * @throws CredentialsException with {@link ExportProblem}
   */
  public void prepare() {
    refuseLinks();
    try {
      makeFolder();
      refuseLinks();
      refusePlanted(path);
      ReplaceableFile.refuseReadOnly(path);
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  /** Makes the folder, unless it is there. */
  void makeFolder() throws IOException {
    ownership.refusePlantedFolder(folder());
    if (!folders.make(folder())) {
      throw new CredentialsException(
          new ExportProblem.FileUnusable(path.toString(), folder() + " is not a folder"));
    }
  }

  /**
   * Replaces the whole file. The new file has mode 0600 before its first byte is written.
   *
   * @throws CredentialsException with {@link ExportProblem}
   */
  public void write(String text) {
    refuseLinks();
    try {
      refusePlanted(path);
      ReplaceableFile.refuseReadOnly(path);
      StaleFiles.remove(path);
      try (FileBeside beside = FileBeside.of(path, ownerOnly(path, "rw-------"))) {
        Optional<Object> written = ownership.identity(beside.path());
        beside.write(LosslessText.bytes(text));
        ownership.give(beside.path());
        beside.moveTo(path);
        if (!ownership.identity(path).equals(written)) {
          throw replaced("written");
        }
      }
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  private CredentialsException replaced(String done) {
    return new CredentialsException(
        new ExportProblem.FileUnusable(
            path.toString(), "another process replaced it while it was " + done));
  }

  /**
   * Does the work while no other process does such work on this file. Waits until the time limit of
   * the run. Fails with {@code RunProblem.TimedOut} when the other process takes longer.
   *
   * @throws CredentialsException with {@link ExportProblem}
   */
  public void locked(Deadline deadline, Runnable work) {
    lockedUnless(() -> false, deadline, work);
  }

  /**
   * The same, but does not wait any longer once this is enough.
   *
   * @param enough asked while another process works
   * @return whether the work was done
   */
  public boolean lockedUnless(BooleanSupplier enough, Deadline deadline, Runnable work) {
    refuseLinks();
    try {
      return new SharedLock(this, lock()).locked(deadline, enough, work);
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  private Path lock() {
    return folder().resolve("." + path.getFileName() + ".lock");
  }

  /**
   * Removes the file of the lock, and {@linkplain #removeFolders folders}. Call it only while
   * {@link #locked}, as the last thing. Where a file that is open cannot be removed, it stays.
   */
  public void removeLock() {
    try {
      if (SharedLock.removable(lock())) {
        Files.deleteIfExists(lock());
      }
    } catch (IOException e) {
      throw unusable(e);
    }
    removeFolders();
  }

  /** Removes the folders that were made for this file and are empty. */
  public void removeFolders() {
    try {
      folders.removeEmpty();
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  /**
   * Removes the file, and its folder with {@link #removeFolders}: both were made by a dead process.
   */
  public void deleteWithFolder() {
    delete();
    folders.adopt(folder());
  }

  /** Opens an empty file for a lock, with the same protection as this file. */
  FileChannel own(Path lock) throws IOException {
    try {
      FileChannel channel = FileChannel.open(lock, FileBeside.NEW, ownerOnly(lock, "rw-------"));
      ownership.give(lock);
      return channel;
    } catch (FileAlreadyExistsException e) {
      refusePlanted(lock);
      return FileChannel.open(lock, WRITE, NOFOLLOW_LINKS);
    }
  }

  /** Returns a lock that shows that the writer of a part of the file is alive. */
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
      StaleFiles.remove(path);
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  private void refusePlanted(Path file) throws IOException {
    ownership.refusePlantedFolder(folder());
    ownership.refusePlanted(file);
  }

  private void refuseLinks() {
    Optional<Path> link = Stream.of(folder(), path).filter(Files::isSymbolicLink).findFirst();
    try {
      Optional<Path> refused = link.isPresent() ? link : ownership.refusedLink(path);
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

  /**
   * Returns the attributes of a new file; none on Windows, where a user's own folders are private.
   */
  static FileAttribute<?>[] ownerOnly(Path path, String permissions) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  CredentialsException unusable(IOException cause) {
    String reason = FileFailure.reason(cause);
    // The exception may be about the lock file or a folder.
    if (cause instanceof FileSystemException named
        && named.getFile() != null
        && !named.getFile().startsWith(path.toString())) {
      reason += " at " + named.getFile();
    }
    return new CredentialsException(new ExportProblem.FileUnusable(path.toString(), reason), cause);
  }

  /** Returns the path, whether the file exists or not. */
  public Path path() {
    return path;
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
