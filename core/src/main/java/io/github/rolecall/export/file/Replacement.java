package io.github.rolecall.export.file;

import java.util.Optional;

/** A new text of a file, which can be taken back while the file is locked or nobody else's. */
public final class Replacement {
  private final SecureFile file;
  private Optional<String> before = Optional.empty();
  private boolean written;

  /** Of this file, which is prepared. */
  public Replacement(SecureFile file) {
    this.file = file;
  }

  /**
   * Writes the text, and remembers what it replaces.
   *
   * @throws io.github.rolecall.problem.CredentialsException with {@link
   *     io.github.rolecall.problem.ExportProblem}
   */
  public void write(String text) {
    before = file.read();
    file.write(text);
    written = true;
  }

  /**
   * Brings back what was there, if anything was written.
   *
   * @throws io.github.rolecall.problem.CredentialsException with {@link
   *     io.github.rolecall.problem.ExportProblem}
   */
  public void undo() {
    if (written) {
      before.ifPresentOrElse(file::write, file::delete);
    }
  }
}
