package io.github.rolecall.migrate;

import io.github.rolecall.export.file.PlainFile;
import java.nio.file.Path;
import java.util.List;

/**
 * A file that uses the action.
 *
 * @param uses how often it does
 * @param changed how many of the uses are changed
 */
public record MigratedFile(
    Path path, int uses, int changed, String before, String after, List<Note> notes) {
  /** Whether there is something to write. */
  public boolean isChanged() {
    return changed > 0;
  }

  /** The change, with the file under this name. */
  public String diff(String name) {
    return UnifiedDiff.of(name, before, after);
  }

  /**
   * Replaces the file, unless it is another one by now.
   *
   * @throws io.github.rolecall.problem.CredentialsException with {@link
   *     io.github.rolecall.problem.ExportProblem}
   */
  public void write() {
    new PlainFile(path).replace(before, after);
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
