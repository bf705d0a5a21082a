package io.github.rolecall.page.regex;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The matcher of the page beside Java's, on Java's own expressions. */
class BrowserMatcherTest {
  private static final List<String> EXPRESSIONS =
      List.of(
          "b",
          "a*",
          "(a)|(b)",
          "(?=[*?])|(?<=[*?])",
          ":",
          "[:/]",
          "(a+)(b)?",
          "^a",
          "x",
          "",
          "(?<!a)b");

  private static final List<String> TEXTS =
      List.of(
          "", "a", "b", "ab", "aab:ba", "*a?b*", ":", "::a:", "a:b:::", "\uD83D\uDE00b*", "ba/b:");

  private static Expression found(String expression) {
    return (text, from) -> bounds(Pattern.compile(expression).matcher(text), from);
  }

  private static int[] bounds(Matcher matcher, int from) {
    return matcher.find(from)
        ? IntStream.rangeClosed(0, matcher.groupCount())
            .flatMap(group -> IntStream.of(matcher.start(group), matcher.end(group)))
            .toArray()
        : null;
  }

  private static BrowserMatcher matcher(String expression, String text) {
    return new BrowserMatcher(
        found(expression),
        () -> found("^(?:" + expression + ")\\z"),
        () -> found("^(?:" + expression + ")"),
        text);
  }

  @Test
  void findsWhatJavaFinds() {
    for (String expression : EXPRESSIONS) {
      for (String text : TEXTS) {
        Matcher theirs = Pattern.compile(expression).matcher(text);
        BrowserMatcher ours = matcher(expression, text);
        String what = "<" + expression + "> in <" + text + ">";
        while (theirs.find()) {
          // In a pair of surrogates, Java finds an empty match that a browser cannot find.
          if (theirs.start() > 0 && Character.isLowSurrogate(charAt(text, theirs.start()))) {
            continue;
          }
          assertEquals(true, ours.find(), what);
          assertEquals(theirs.start(), ours.start(), what);
          assertEquals(theirs.end(), ours.end(), what);
          assertEquals(theirs.group(), ours.group(), what);
          assertEquals(theirs.groupCount(), ours.groupCount(), what);
          for (int group = 1; group <= theirs.groupCount(); group++) {
            assertEquals(theirs.group(group), ours.group(group), what);
          }
        }
        assertEquals(false, ours.find(), what);
        assertEquals(Pattern.matches(expression, text), matcher(expression, text).matches(), what);
        assertEquals(
            Pattern.compile(expression).matcher(text).lookingAt(),
            matcher(expression, text).lookingAt(),
            what);
      }
    }
  }

  private static char charAt(String text, int index) {
    return index < text.length() ? text.charAt(index) : ' ';
  }

  @Test
  void splitsAsJavaDoes() {
    for (String expression : List.of("b", ":", "[:/]", "(?=[*?])|(?<=[*?])", "a+", "x", "::")) {
      for (String text : TEXTS) {
        for (int limit : new int[] {-1, 0, 1, 2, 3}) {
          assertArrayEquals(
              Pattern.compile(expression).split(text, limit),
              matcher(expression, text).split(limit),
              "<" + expression + "> in <" + text + ">, " + limit);
        }
      }
    }
  }

  @Test
  void replacesAsJavaDoes() {
    for (String replacement : List.of("", "-", "<$1>", "$2$1", "\\$1\\\\", "$10", "$0$0")) {
      for (String text : TEXTS) {
        Pattern pattern = Pattern.compile("(a+)(b)?");
        BrowserMatcher ours = matcher("(a+)(b)?", text);
        assertEquals(pattern.matcher(text).replaceAll(replacement), ours.replaceAll(replacement));
        assertEquals(
            pattern.matcher(text).replaceFirst(replacement), ours.replaceFirst(replacement));
      }
    }
    for (String text : List.of("$1\\", "a", "")) {
      assertEquals(Matcher.quoteReplacement(text), BrowserMatcher.quoteReplacement(text));
    }
  }

  @Test
  void withoutAMatchThereAreNoGroups() {
    BrowserMatcher matcher = matcher("(a)|(b)", "b");
    assertThrows(IllegalStateException.class, matcher::start);
    assertEquals(true, matcher.find());
    assertNull(matcher.group(1));
    assertEquals(-1, matcher.start(1));
    assertEquals(-1, matcher.end(1));
  }

  @Test
  void aQuotedTextMatchesOnlyItself() {
    for (String text : List.of("a.b", "^$\\.*+?()[]{}|", "plain", "a-b:c/d")) {
      assertEquals(true, text.matches(BrowserPattern.quote(text)), text);
      assertEquals(false, "axb".matches(BrowserPattern.quote(text)), text);
    }
  }
}
