package io.github.rolecall.export.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.ExportProblem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.util.Optional;
import java.util.UUID;

/**
 * A new folder that only its owner can enter: the owner of the folder around it, for whom a
 * container writes. Its random name leaves what others have put there without effect, and nothing
 * in it replaces anything.
 */
public final class PrivateFolder {
  private final Path path;
  private final FileOwnership ownership;

  private PrivateFolder(Path path, FileOwnership ownership) {
    this.path = path;
    this.ownership = ownership;
  }

  /**
   * Makes the folder.
   *
   * @param prefix of its name, before the random part
   * @throws IOException also if it exists
   */
  public static PrivateFolder in(Path parent, String prefix) throws IOException {
    String random = UUID.randomUUID().toString().replace("-", "");
    var folder =
        new PrivateFolder(parent.resolve(prefix + random), new FileOwnership(Optional.of(parent)));
    folder.ownership.refusePlantedFolder(parent);
    folder.make(folder.path);
    return folder;
  }

  /** Returns a folder that {@link #in} has made before. */
  public static PrivateFolder of(Path path) throws IOException {
    if (!Files.isDirectory(path, NOFOLLOW_LINKS)) {
      throw new CredentialsException(
          new ExportProblem.FileUnusable(path.toString(), "it is not a folder"));
    }
    return new PrivateFolder(path, new FileOwnership(Optional.of(path)));
  }

  /** Makes a folder in it. */
  public void folder(String name) throws IOException {
    make(path.resolve(name));
  }

  private void make(Path folder) throws IOException {
    Files.createDirectory(folder, SecureFile.ownerOnly(folder, "rwx------"));
    ownership.give(folder);
  }

  /** Writes a new file that only the owner can read. */
  public void write(String name, String text) throws IOException {
    write(name, text, "rw-------");
  }

  /** Writes a new file that only the owner can read and run. */
  public void writeProgram(String name, String text) throws IOException {
    write(name, text, "rwx------");
  }

  private void write(String name, String text, String permissions) throws IOException {
    try (FileChannel channel = create(name, permissions)) {
      Channels.newOutputStream(channel).write(text.getBytes(UTF_8));
    }
  }

  /** Copies a file, which stays a program if it is one. */
  public void copy(Path from, String name) throws IOException {
    String permissions = Files.isExecutable(from) ? "rwx------" : "rw-------";
    try (InputStream in = Files.newInputStream(from);
        FileChannel channel = create(name, permissions)) {
      in.transferTo(Channels.newOutputStream(channel));
    }
  }

  private FileChannel create(String name, String permissions) throws IOException {
    Path file = path.resolve(name);
    FileAttribute<?>[] attributes = SecureFile.ownerOnly(file, permissions);
    FileChannel channel = FileChannel.open(file, FileBeside.NEW, attributes);
    ownership.give(file);
    return channel;
  }

  /** Returns a file in it, to be read or replaced. */
  public SecureFile file(String name) {
    return SecureFile.ofHost(path.resolve(name), path);
  }

  /** Removes the folder and everything in it. */
  public void remove() throws IOException {
    FolderRemoval.remove(path);
  }

  /** Returns the path, as this process sees it. */
  public Path path() {
    return path;
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
