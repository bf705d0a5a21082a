package io.github.rolecall.page.regex;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Regular expressions of Java in the syntax of JavaScript. BrowserEqualityIT runs them. */
class TranslationTest {
  /** A text where Java takes a regular expression. */
  private static final Pattern EXPRESSION =
      Pattern.compile(
          "(?:Pattern\\s*\\.compile|\\.matches|\\.replaceAll|\\.replaceFirst|\\.split)\\(\\s*"
              + "\"((?:[^\"\\\\]|\\\\.)*)\"");

  private static Translation plain(String text) {
    return Translation.of(text, false, false, false);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "repo:[^/@]+, repo:[^/@]+, u",
        "(?i)true|no, true|no, i",
        "(?s)a.b, a.b, su",
        "(?is)a.b, a.b, is",
        "(?=:|x)(?<!a)(?<=b)(?!c)(?:d), (?=:|x)(?<!a)(?<=b)(?!c)(?:d), u",
        "\\[[^\\]]*], \\[[^\\]]*\\], u",
        "a} , a\\}, u",
        "\\d\\w\\p{L}[\\p{N}_]\\-\\:, \\d\\w\\p{L}[\\p{N}_]-:, u",
        "[\\-\\/], [\\-\\/], u",
        "\\s[\\s]\\S, [ \\t\\n\\x0B\\f\\r][ \\t\\n\\x0B\\f\\r][^ \\t\\n\\x0B\\f\\r], u",
      })
  void anExpressionIsTranslated(String text, String source, String flags) {
    Translation translation = plain(text);
    assertEquals(source, translation.source());
    assertEquals(flags, translation.flags());
  }

  @Test
  void aRepetitionStays() {
    assertEquals("\\d{1,3}a{2}", plain("\\d{1,3}a{2}").source());
  }

  @Test
  void aDotAndTheEndKnowAllEndsOfLines() {
    assertEquals("[^\\n\\r\\u0085\\u2028\\u2029]", plain(".").source());
    assertTrue(plain("a$").source().startsWith("a(?="), "not the end of JavaScript");
  }

  @Test
  void lettersHaveOtherCasesAsInJava() {
    assertEquals("iu", Translation.of("x", true, true, false).flags());
    assertEquals("i", Translation.of("x", true, false, false).flags());
    assertEquals("[iI\\u0131\\u0130]d", Translation.of("id", true, true, false).source());
    assertEquals("id", Translation.of("id", true, false, false).source());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a*+",
        "a++",
        "\\Ra",
        "(?>a)",
        "(?m)a",
        "(?<name>a)",
        "[a&&[b]]",
        "[a[b]]",
        "[a",
        "a{2",
        "\\",
        "\\Qa\\E",
        "\\p{Alpha}",
        "\\pL",
        "[\\S]",
        "\\z",
        "[\\b]"
      })
  void whatItDoesNotKnowIsRefused(String text) {
    assertThrows(IllegalArgumentException.class, () -> plain(text));
  }

  @Test
  void everyExpressionOfThePageIsKnown() {
    List<String> all =
        Stream.of("../policy/src/main/java", "src/main/java")
            .flatMap(folder -> files(Path.of(folder)))
            .flatMap(TranslationTest::expressions)
            // Secrets are not part of the page.
            .filter(text -> !text.contains("&&[^ ]"))
            .toList();
    all.forEach(TranslationTest::plain);
    assertTrue(all.size() > 50, "found: " + all.size());
  }

  private static Stream<String> expressions(Path file) {
    try {
      return EXPRESSION
          .matcher(Files.readString(file))
          .results()
          .map(MatchResult::group)
          .map(call -> call.substring(call.indexOf('"') + 1, call.length() - 1))
          .map(String::translateEscapes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Path> files(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
