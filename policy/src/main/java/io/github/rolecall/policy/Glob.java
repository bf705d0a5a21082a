package io.github.rolecall.policy;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * A value of a policy after its variables are replaced, in which wildcards are told from the same
 * characters meant literally ({@code ${*}}).
 */
public record Glob(String text) {
  /** Private characters of Unicode, which no policy has, in place of the two wildcards. */
  private static final char ANY = '\uE000';

  private static final char ONE = '\uE001';

  /** Every {@code *} and {@code ?} is a wildcard. */
  public static Glob of(String text) {
    return new Glob(text.replace('*', ANY).replace('?', ONE));
  }

  /** What the policy has, wildcards as they are written. */
  String literal() {
    return text.replace(ANY, '*').replace(ONE, '?');
  }

  public boolean matches(String actual) {
    return matches(text, actual);
  }

  public boolean matchesIgnoringCase(String actual) {
    return matches(text.toLowerCase(Locale.ROOT), actual.toLowerCase(Locale.ROOT));
  }

  /** Field by field, as ARNs are compared. */
  boolean matchesFields(String actual) {
    List<String> patterns = List.of(text.split(":", 6));
    List<String> fields = List.of(actual.split(":", 6));
    return patterns.size() == 6
        && fields.size() == 6
        && IntStream.range(0, 6).allMatch(i -> matches(patterns.get(i), fields.get(i)));
  }

  /** From left to right; at a mismatch the last asterisk takes one character more. */
  private static boolean matches(String pattern, String actual) {
    int[] wanted = pattern.codePoints().toArray();
    int[] given = actual.codePoints().toArray();
    int w = 0;
    int g = 0;
    int asterisk = -1;
    int taken = 0;
    while (g < given.length) {
      if (w < wanted.length && wanted[w] == ANY) {
        asterisk = w++;
        taken = g;
      } else if (w < wanted.length && (wanted[w] == ONE || wanted[w] == given[g])) {
        w++;
        g++;
      } else if (asterisk >= 0) {
        w = asterisk + 1;
        g = ++taken;
      } else {
        return false;
      }
    }
    while (w < wanted.length && wanted[w] == ANY) {
      w++;
    }
    return w == wanted.length;
  }
}
