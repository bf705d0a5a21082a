package io.github.rolecall.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import io.github.rolecall.CredentialsException;
import io.github.rolecall.ExportProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A file through which a step gives variables or outputs to its runner, in the form {@code
 * NAME<<DELIMITER}, which no value can break out of.
 *
 * @see <a
 *     href="https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions">GitHub,
 *     workflow commands</a>
 */
public final class CommandFile {
  private final Path path;

  public CommandFile(Path path) {
    this.path = path;
  }

  /** Nothing is written; a file that cannot be written is found before anything else is. */
  public void prepare() {
    if (!Files.isRegularFile(path) || !Files.isWritable(path)) {
      throw unusable("it is not a file that can be written", null);
    }
  }

  /** Appends all of them at once, so that a reader sees all or none. */
  public void append(Map<String, String> entries) {
    var text = new StringBuilder();
    entries.forEach(
        (name, value) -> {
          // Random for each value, so that no value can hold it.
          String delimiter = "rolecall_" + UUID.randomUUID();
          text.append(name).append("<<").append(delimiter).append('\n');
          text.append(value).append('\n').append(delimiter).append('\n');
        });
    appendText(text.toString());
  }

  /** Appends text as it is, on a line of its own. */
  public void appendText(String text) {
    try {
      Files.writeString(path, missingLineEnd() + text, UTF_8, CREATE, APPEND);
    } catch (IOException e) {
      throw unusable(e.getClass().getSimpleName(), e);
    }
  }

  /** What ends the line that another writer of the file has left open. */
  private String missingLineEnd() throws IOException {
    byte[] before = Files.exists(path) ? Files.readAllBytes(path) : new byte[0];
    return before.length == 0 || before[before.length - 1] == '\n' ? "" : "\n";
  }

  private CredentialsException unusable(String reason, @Nullable IOException cause) {
    return new CredentialsException(new ExportProblem.FileUnusable(path.toString(), reason), cause);
  }
}
