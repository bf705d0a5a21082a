package io.github.rolecall.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {
  private static final int ROUNDS = 20_000;

  /** Few characters, so that they match often. One of them consists of two UTF-16 code units. */
  private static final String[] PIECES = {"a", "b", "A", ":", "\n", "\\", "\uD83D\uDE80", "."};

  @ParameterizedTest
  @CsvSource({
    "*,'',true",
    "'','',true",
    "'',a,false",
    "?,'',false",
    "a*,a,true",
    "*a,ba,true",
    "*a*b,xaxxb,true",
    "*ab,aab,true",
    "a*b,aba,false",
    "a?c,abc,true",
    "a?c,ac,false",
    "?,\uD83D\uDE80,true",
    "??,\uD83D\uDE80,false",
    "**?,a,true"
  })
  void wildcardsStandForOtherCharacters(String pattern, String actual, boolean matches) {
    assertEquals(matches, Glob.of(pattern).matches(actual));
  }

  @Test
  void wildcardsMeantLiterallyMatchOnlyThemselves() {
    assertTrue(new Glob("a*").matches("a*"));
    assertFalse(new Glob("a*").matches("ab"));
  }

  /**
   * Matches with a regular expression, which returns the same result, but needs minutes for long
   * patterns.
   */
  private static boolean byRegularExpression(String pattern, String actual) {
    var regex = new StringBuilder();
    pattern
        .codePoints()
        .mapToObj(Character::toString)
        .map(c -> c.equals("*") ? ".*" : c.equals("?") ? "." : Pattern.quote(c))
        .forEach(regex::append);
    return Pattern.compile(regex.toString(), Pattern.DOTALL).matcher(actual).matches();
  }

  @Test
  void itMatchesWhatARegularExpressionMatches() {
    int matching = 0;
    for (int seed = 0; seed < ROUNDS; seed++) {
      var random = new Random(seed);
      String pattern = text(random, 2 + random.nextInt(6), true);
      String actual = text(random, random.nextInt(8), false);
      boolean expected = byRegularExpression(pattern, actual);
      assertEquals(expected, Glob.of(pattern).matches(actual), pattern + " " + actual);
      matching += expected ? 1 : 0;
    }
    assertTrue(matching > ROUNDS / 10, String.valueOf(matching));
  }

  private static String text(Random random, int length, boolean wild) {
    var text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(
          wild && random.nextBoolean()
              ? random.nextInt(3) == 0 ? "?" : "*"
              : PIECES[random.nextInt(PIECES.length)]);
    }
    return text.toString();
  }

  @Test
  void manyAsterisksEndAtOnce() {
    String actual = "a".repeat(65);
    assertTimeoutPreemptively(
        Duration.ofSeconds(10), () -> assertFalse(Glob.of("a*".repeat(7) + "b").matches(actual)));
    assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () -> assertFalse(Glob.of("*a".repeat(500) + "b").matches("a".repeat(2000))));
  }

  /** With backtracking, each pattern would need a hundred million steps. */
  @Test
  void longPartsEndAtOnce() {
    String actual = "a".repeat(15_000);
    assertTimeoutPreemptively(
        Duration.ofSeconds(30),
        () -> {
          for (int i = 1; i < 40; i++) {
            assertFalse(Glob.of("*" + "a".repeat(7000) + "b".repeat(i) + "*").matches(actual));
            assertFalse(Glob.of("*" + "a?".repeat(3500) + "b".repeat(i) + "*").matches(actual));
          }
        });
  }

  @ParameterizedTest
  @CsvSource({
    "*ab*ab,ab,false",
    "*ab*ab,abab,true",
    "a*a,a,false",
    "a*b*c,abc,true",
    "a*?*c,ac,false",
    "a*?*c,abc,true",
    "*a?a*,xaya,true",
    "*aab*,aaab,true"
  })
  void partsDoNotOverlap(String pattern, String actual, boolean matches) {
    assertEquals(matches, Glob.of(pattern).matches(actual));
  }
}
