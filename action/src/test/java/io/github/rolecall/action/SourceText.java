package io.github.rolecall.action;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The code of the modules, for tests that check what the code reads. */
final class SourceText {
  private SourceText() {}

  /**
   * Returns everything that a pattern finds.
   *
   * @param folder a folder relative to the folder of this module; subfolders are searched too
   * @param pattern a pattern whose groups are returned
   */
  static Set<String> found(Path folder, Pattern pattern) throws IOException {
    var found = new TreeSet<String>();
    try (Stream<Path> files = Files.walk(folder)) {
      files
          .filter(file -> file.toString().endsWith(".java"))
          .map(SourceText::text)
          .forEach(
              text ->
                  pattern
                      .matcher(text)
                      .results()
                      .flatMap(
                          match ->
                              IntStream.rangeClosed(1, match.groupCount())
                                  .mapToObj(match::group)
                                  .filter(Objects::nonNull))
                      .forEach(found::add));
    }
    return found;
  }

  private static String text(Path file) {
    try {
      return Files.readString(file, UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
