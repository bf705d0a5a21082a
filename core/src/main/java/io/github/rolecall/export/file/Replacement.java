package io.github.rolecall.export.file;

import java.util.Optional;

/** A new text of a file. It can be undone while the file is locked or no other process uses it. */
public final class Replacement {
  private final SecureFile file;
  private Optional<String> before = Optional.empty();
  private boolean written;

  /** Makes a replacement for a prepared file. */
  public Replacement(SecureFile file) {
    this.file = file;
  }

  /**
   * Writes the text, and keeps the old one.
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
   * Restores the old text, if anything was written.
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
