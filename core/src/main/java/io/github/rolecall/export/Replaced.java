package io.github.rolecall.export;

import io.github.rolecall.export.file.Replacement;
import io.github.rolecall.export.file.SecureFile;

/** Replaces a whole file of credentials, or one that belongs to them. */
public final class Replaced implements Exporter.Prepared {
  private final Replacement replacement;
  private final String text;
  private final String place;

  private Replaced(Replacement replacement, String text, String place) {
    this.replacement = replacement;
    this.text = text;
    this.place = place;
  }

  /**
   * Prepares the file.
   *
   * @param place where the credentials go, in words; empty: the file has none
   * @throws io.github.rolecall.problem.CredentialsException with an {@link
   *     io.github.rolecall.problem.ExportProblem}
   */
  public static Exporter.Prepared by(String text, SecureFile file, String place) {
    file.prepare();
    return new Replaced(new Replacement(file), text, place);
  }

  @Override
  public String commit() {
    replacement.write(text);
    return place;
  }

  @Override
  public void undo() {
    replacement.undo();
  }
}
