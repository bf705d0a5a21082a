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

/** The code of the modules, for tests that ask what it reads. */
final class SourceText {
  private SourceText() {}

  /**
   * Everything that a pattern finds.
   *
   * @param folder below the folder of this module; its folders are searched too
   * @param pattern whose groups are what is found
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
