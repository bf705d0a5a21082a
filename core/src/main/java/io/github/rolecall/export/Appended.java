package io.github.rolecall.export;

import io.github.rolecall.export.file.CommandFile;
import java.util.Map;

/** Variables or outputs for the runner, as a hand-over. */
public final class Appended implements Exporter.Prepared {
  private final CommandFile file;
  private final Map<String, String> entries;
  private final String place;

  /**
   * Of entries for a file that is prepared.
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
