package io.github.rolecall.policy.report;

import io.github.rolecall.policy.LetterCase;
import io.github.rolecall.policy.report.Difference.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Aligns a value with a pattern from the left, as far as it matches, and the remainder from the
 * right.
 */
final class Alignment {
  private final String pattern;
  private final String actual;
  private final boolean wildcards;
  private final boolean anyCase;

  /** How far both match, from the left. */
  private int inPattern;

  private int inActual;

  Alignment(String pattern, String actual, boolean wildcards, boolean anyCase) {
    this.pattern = pattern;
    this.actual = actual;
    this.wildcards = wildcards;
    this.anyCase = anyCase;
  }

  /** The part between the matches; no spans if everything matches. */
  Difference difference(int number) {
    if (fromLeft()) {
      return new Difference(number, List.of(), List.of());
    }
    int endOfPattern = pattern.length();
    int endOfActual = actual.length();
    while (endOfPattern > inPattern
        && endOfActual > inActual
        && !asterisk(endOfPattern - 1)
        && same(endOfPattern - 1, endOfActual - 1)) {
      endOfPattern--;
      endOfActual--;
    }
    int asterisk = wildcards ? pattern.indexOf('*', inPattern) : -1;
    if (asterisk >= 0 && asterisk < endOfPattern) {
      return beforeAsterisk(number, asterisk, endOfActual);
    }
    List<Span> letters = otherCase(endOfPattern, endOfActual);
    return letters.isEmpty()
        ? new Difference(number, span(inPattern, endOfPattern), span(inActual, endOfActual))
        : new Difference(number, shifted(letters, inPattern), shifted(letters, inActual));
  }

  /**
   * The difference if the next asterisk matches everything that follows: before it, both continue
   * alike from a separator such as a colon or slash. Equal letters alone are a coincidence.
   */
  private Difference beforeAsterisk(int number, int asterisk, int endOfActual) {
    for (int goesOn = inPattern + 1; goesOn < asterisk; goesOn++) {
      int length = asterisk - goesOn;
      boolean inWord = LetterCase.isPlain(pattern.charAt(goesOn));
      for (int at = inActual; !inWord && at + length <= endOfActual; at++) {
        int matching = 0;
        while (matching < length && same(goesOn + matching, at + matching)) {
          matching++;
        }
        if (matching == length) {
          return new Difference(number, span(inPattern, goesOn), span(inActual, at));
        }
      }
    }
    return new Difference(number, span(inPattern, asterisk), span(inActual, endOfActual));
  }

  /** Whether the whole value matches the whole pattern. */
  private boolean fromLeft() {
    while (true) {
      int asterisk = wildcards ? pattern.indexOf('*', inPattern) : -1;
      int end = asterisk < 0 ? pattern.length() : asterisk;
      boolean free = inPattern > 0 && asterisk(inPattern - 1);
      if (free && end == inPattern && asterisk < 0) {
        return true;
      }
      int matched = piece(end, free, asterisk < 0);
      if (inPattern + matched < end || (asterisk < 0 && inActual + matched < actual.length())) {
        inPattern += matched;
        inActual += matched;
        return false;
      }
      inActual += matched;
      inPattern = end + 1;
      if (asterisk < 0) {
        return true;
      }
    }
  }

  /**
   * Aligns the pattern up to the next asterisk with the value: at this place, or after an asterisk
   * where most characters match.
   *
   * @return how many characters match there
   */
  private int piece(int end, boolean free, boolean last) {
    int most = matching(inActual, end);
    int where = inActual;
    for (int at = inActual + 1; free && at < actual.length(); at++) {
      int matching = matching(at, end);
      boolean whole = last && inPattern + matching == end && at + matching == actual.length();
      if (matching > most || whole) {
        most = matching;
        where = at;
      }
      if (most == end - inPattern && !last) {
        break;
      }
    }
    inActual = where;
    return most;
  }

  private int matching(int at, int end) {
    int length = 0;
    while (inPattern + length < end
        && at + length < actual.length()
        && same(inPattern + length, at + length)) {
      length++;
    }
    return length;
  }

  private boolean asterisk(int place) {
    return wildcards && pattern.charAt(place) == '*';
  }

  private boolean same(int inPattern, int inActual) {
    char wanted = pattern.charAt(inPattern);
    char given = actual.charAt(inActual);
    return wanted == given
        || (wildcards && wanted == '?')
        || (anyCase && lower(wanted).equals(lower(given)));
  }

  /** The letters that differ, if only their case differs. */
  private List<Span> otherCase(int endOfPattern, int endOfActual) {
    String wanted = pattern.substring(inPattern, endOfPattern);
    String given = actual.substring(inActual, endOfActual);
    var spans = new ArrayList<Span>();
    if (wanted.equals(given) || !lower(wanted).equals(lower(given))) {
      return spans;
    }
    for (int i = 0; i < wanted.length() && wanted.length() == given.length(); i++) {
      if (wanted.charAt(i) != given.charAt(i)) {
        spans.add(new Span(i, i + 1));
      }
    }
    return spans;
  }

  private static String lower(char letter) {
    return lower(String.valueOf(letter));
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  private static List<Span> span(int from, int to) {
    return List.of(new Span(from, Math.max(from, to)));
  }

  private static List<Span> shifted(List<Span> spans, int by) {
    return spans.stream().map(span -> new Span(span.from() + by, span.to() + by)).toList();
  }
}
