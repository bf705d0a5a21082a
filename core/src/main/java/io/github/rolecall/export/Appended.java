package io.github.rolecall.export;

import io.github.rolecall.export.file.CommandFile;
import java.util.Map;

/**
 * Variables or outputs for the runner, as a hand-over.
 *
 * @param place where the credentials go, in words
 */
public record Appended(CommandFile file, Map<String, String> entries, String place)
    implements Exporter.Prepared {

  @Override
  public String commit() {
    file.append(entries);
    return place;
  }

  @Override
  public void undo() {
    file.undo();
  }

  /** Without the entries, which are secrets. */
  @Override
  public String toString() {
    return "Appended[" + place + "]";
  }
}
