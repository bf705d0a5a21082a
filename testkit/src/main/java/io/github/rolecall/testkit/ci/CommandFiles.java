package io.github.rolecall.testkit.ci;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A parser for the GITHUB_ENV, GITHUB_OUTPUT and GITHUB_STATE files. */
public final class CommandFiles {

  static final String NODE_OPTIONS_REFUSED =
      "Can't store NODE_OPTIONS output parameter using '$GITHUB_ENV' command.";

  // On Linux, the runner keeps a carriage return as part of the value.
  private static final boolean CRLF = System.lineSeparator().equals("\r\n");

  private final String text;
  private int index;

  private CommandFiles(String text) {
    this.text = text;
  }

  /**
   * Parses a file as the runner does. If a name is repeated, the last value applies.
   *
   * <p>Stricter than the runner in two cases that a program must never rely on: it rejects a pair
   * without a name, and it rejects NODE_OPTIONS, which the runner skips with an error.
   *
   * @throws IllegalArgumentException with the error message of the runner
   */
  public static Map<String, String> parse(String text) {
    Map<String, String> pairs = new LinkedHashMap<>();
    each(
        text,
        (name, value) -> {
          if (isBlocked(name)) {
            throw new IllegalArgumentException(NODE_OPTIONS_REFUSED);
          }
          pairs.put(name, value);
        });
    return pairs;
  }

  static boolean isBlocked(String name) {
    return name.equalsIgnoreCase("NODE_OPTIONS");
  }

  /** Emits the pairs one by one, because the runner applies the pairs before an invalid line. */
  static void each(String text, BiConsumer<String, String> pairs) {
    CommandFiles file = new CommandFiles(text);
    for (Line line = file.next(); line != null; line = file.next()) {
      if (!line.text().isEmpty()) {
        file.pair(line.text(), pairs);
      }
    }
  }

  private void pair(String line, BiConsumer<String, String> pairs) {
    int equals = line.indexOf('=');
    int heredoc = line.indexOf("<<");
    if (equals >= 0 && (heredoc < 0 || equals < heredoc)) {
      if (equals == 0) {
        throw new IllegalArgumentException(
            "Invalid format '%s'. Name must not be empty".formatted(line));
      }
      pairs.accept(line.substring(0, equals), line.substring(equals + 1));
    } else if (heredoc >= 0) {
      String delimiter = line.substring(heredoc + 2);
      if (heredoc == 0 || delimiter.isEmpty()) {
        throw new IllegalArgumentException(
            "Invalid format '%s'. Name must not be empty and delimiter must not be empty"
                .formatted(line));
      }
      pairs.accept(line.substring(0, heredoc), value(delimiter));
    } else {
      throw new IllegalArgumentException("Invalid format '%s'".formatted(line));
    }
  }

  private String value(String delimiter) {
    int start = index;
    int end = index;
    for (Line line = next(); line != null; line = next()) {
      if (line.text().equals(delimiter)) {
        return text.substring(start, end);
      }
      if (line.end() == 0) {
        throw new IllegalArgumentException("Invalid value. EOF marker missing new line.");
      }
      end = index - line.end();
    }
    throw new IllegalArgumentException(
        "Invalid value. Matching delimiter not found '%s'".formatted(delimiter));
  }

  private record Line(String text, int end) {}

  private @Nullable Line next() {
    if (index >= text.length()) {
      return null;
    }
    int start = index;
    int feed = text.indexOf('\n', start);
    if (feed < 0) {
      index = text.length();
      return new Line(text.substring(start), 0);
    }
    index = feed + 1;
    boolean pair = CRLF && feed > start && text.charAt(feed - 1) == '\r';
    int stop = pair ? feed - 1 : feed;
    return new Line(text.substring(start, stop), index - stop);
  }
}
