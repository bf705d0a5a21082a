package io.github.rolecall.export.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.rolecall.file.FileFailure;
import io.github.rolecall.file.WholeFile;
import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.ExportProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.Optional;

/**
 * A file without secrets, such as a project file. It is replaced as a whole or not at all, and
 * keeps its owner and permissions.
 */
public final class PlainFile {
  private final Path path;

  public PlainFile(Path path) {
    this.path = path.toAbsolutePath().normalize();
  }

  /**
   * Returns the text; empty when there is no such file.
   *
   * @throws CredentialsException with {@link ExportProblem.FileUnusable}
   */
  public Optional<String> read() {
    try {
      return Files.exists(path) ? Optional.of(WholeFile.text(path)) : Optional.empty();
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  /**
   * Replaces the file.
   *
   * @throws CredentialsException with {@link ExportProblem.SymbolicLink} or {@link
   *     ExportProblem.FileUnusable}
   */
  public void write(String text) {
    if (Files.isSymbolicLink(path)) {
      throw new CredentialsException(new ExportProblem.SymbolicLink(path.toString()));
    }
    try {
      StaleFiles.remove(path);
      try (FileBeside beside = FileBeside.of(path)) {
        beside.write(text.getBytes(UTF_8));
        if (Files.exists(path) && SecureFile.ownerOnly(path, "rw-------").length > 0) {
          keepOwner(beside.path());
          Files.setPosixFilePermissions(beside.path(), Files.getPosixFilePermissions(path));
        }
        beside.moveTo(path);
      }
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  /**
   * Replaces one text by another.
   *
   * @throws CredentialsException as {@link #write}, and when the file no longer contains the first
   *     text
   */
  public void replace(String before, String after) {
    if (Files.isSymbolicLink(path)) {
      throw new CredentialsException(new ExportProblem.SymbolicLink(path.toString()));
    }
    if (!read().equals(Optional.of(before))) {
      throw new CredentialsException(
          new ExportProblem.FileUnusable(path.toString(), "another process changed it"));
    }
    write(after);
  }

  /**
   * Restores the owner. Only root can do this. For other users the owner would change, so it fails.
   */
  private void keepOwner(Path written) throws IOException {
    var before = Files.readAttributes(path, PosixFileAttributes.class);
    var view = Files.getFileAttributeView(written, PosixFileAttributeView.class);
    PosixFileAttributes now = view.readAttributes();
    if (!now.group().equals(before.group())) {
      view.setGroup(before.group());
    }
    if (!now.owner().equals(before.owner())) {
      view.setOwner(before.owner());
    }
  }

  private CredentialsException unusable(IOException cause) {
    return new CredentialsException(
        new ExportProblem.FileUnusable(path.toString(), FileFailure.reason(cause)), cause);
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
