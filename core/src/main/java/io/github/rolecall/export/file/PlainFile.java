package io.github.rolecall.export.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import io.github.rolecall.problem.CredentialsException;
import io.github.rolecall.problem.ExportProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/**
 * A file without secrets, such as one of a project: it is replaced as a whole or not at all, and
 * keeps its permissions.
 */
public final class PlainFile {
  private final Path path;

  public PlainFile(Path path) {
    this.path = path.toAbsolutePath().normalize();
  }

  /**
   * The text; empty when there is no such file.
   *
   * @throws CredentialsException with {@link ExportProblem.FileUnusable}
   */
  public Optional<String> read() {
    try {
      return Files.exists(path) ? Optional.of(Files.readString(path, UTF_8)) : Optional.empty();
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
      Path beside = path.resolveSibling("." + path.getFileName() + "." + UUID.randomUUID());
      try {
        SecureFile.create(beside, text.getBytes(UTF_8));
        if (Files.exists(path) && SecureFile.ownerOnly("rw-------").length > 0) {
          Files.setPosixFilePermissions(beside, Files.getPosixFilePermissions(path));
        }
        Files.move(beside, path, ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(beside);
      }
    } catch (IOException e) {
      throw unusable(e);
    }
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
