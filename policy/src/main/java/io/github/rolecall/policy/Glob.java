package io.github.rolecall.policy;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * A value of a policy after its variables are replaced. It distinguishes wildcards from literal
 * asterisks and question marks ({@code ${*}}).
 */
public record Glob(String text) {
  /** Private-use Unicode characters, which no policy contains, in place of the two wildcards. */
  private static final char ANY = '\uE000';

  static final char ONE = '\uE001';

  /** Every {@code *} and {@code ?} is a wildcard. */
  public static Glob of(String text) {
    return new Glob(text.replace('*', ANY).replace('?', ONE));
  }

  /** The value as the policy writes it. */
  String literal() {
    return text.replace(ANY, '*').replace(ONE, '?');
  }

  public boolean matches(String actual) {
    return matches(text, actual);
  }

  public boolean matchesIgnoringCase(String actual) {
    return matches(text.toLowerCase(Locale.ROOT), actual.toLowerCase(Locale.ROOT));
  }

  /** Compares field by field, as IAM compares ARNs. */
  boolean matchesFields(String actual) {
    List<String> patterns = List.of(text.split(":", 6));
    List<String> fields = List.of(actual.split(":", 6));
    return patterns.size() == 6
        && fields.size() == 6
        && IntStream.range(0, 6).allMatch(i -> matches(patterns.get(i), fields.get(i)));
  }

  /**
   * Matches without backtracking: the texts before the first and after the last asterisk have fixed
   * places, and each part between two asterisks is found as early as possible.
   */
  private static boolean matches(String pattern, String actual) {
    int plain = 0;
    while (plain < pattern.length() && pattern.charAt(plain) < ANY) {
      plain++;
    }
    // Most values differ before their first wildcard.
    if (!actual.startsWith(pattern.substring(0, plain))) {
      return false;
    }
    int[] wanted = pattern.codePoints().toArray();
    int[] given = actual.codePoints().toArray();
    int first = next(wanted, 0);
    if (first == wanted.length) {
      return wanted.length == given.length && new GlobPart(wanted).at(given, 0);
    }
    int last = wanted.length - 1;
    while (wanted[last] != ANY) {
      last--;
    }
    int end = given.length - (wanted.length - last - 1);
    if (end < first
        || !new GlobPart(Arrays.copyOf(wanted, first)).at(given, 0)
        || !new GlobPart(Arrays.copyOfRange(wanted, last + 1, wanted.length)).at(given, end)) {
      return false;
    }
    int taken = first;
    for (int from = first; from < last && taken >= 0; from = next(wanted, from + 1)) {
      int[] part = Arrays.copyOfRange(wanted, from + 1, next(wanted, from + 1));
      taken = new GlobPart(part).find(given, taken, end);
    }
    return taken >= 0;
  }

  /** The index of the next asterisk, or the length if there is none. */
  private static int next(int[] pattern, int from) {
    int at = from;
    while (at < pattern.length && pattern[at] != ANY) {
      at++;
    }
    return at;
  }
}
