package io.github.rolecall.export;

import io.github.rolecall.export.file.CommandFile;
import java.util.Map;

/** Appends variables or outputs to a file of the runner. */
public final class Appended implements Exporter.Prepared {
  private final CommandFile file;
  private final Map<String, String> entries;
  private final String place;

  /**
   * Makes an export of these entries to a prepared file.
   *
   * @param place where the credentials go, in words
   */
  public Appended(CommandFile file, Map<String, String> entries, String place) {
    this.file = file;
    this.entries = entries;
    this.place = place;
  }

  @Override
  public String commit() {
    file.append(entries);
    return place;
  }

  @Override
  public void undo() {
    file.undo();
  }
}
