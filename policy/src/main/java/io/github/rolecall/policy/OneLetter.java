package io.github.rolecall.policy;

import java.util.Locale;

/** Compares words that differ by one letter: replaced, added or missing. */
final class OneLetter {
  private OneLetter() {}

  /** Whether the two differ by at most one letter; their letter case does not count. */
  static boolean between(String one, String other) {
    String shorter = (one.length() <= other.length() ? one : other).toLowerCase(Locale.ROOT);
    String longer = (one.length() <= other.length() ? other : one).toLowerCase(Locale.ROOT);
    int same = 0;
    while (same < shorter.length() && shorter.charAt(same) == longer.charAt(same)) {
      same++;
    }
    String rest = longer.substring(Math.min(same + 1, longer.length()));
    return shorter.length() == longer.length()
        ? shorter.substring(Math.min(same + 1, shorter.length())).equals(rest)
        : shorter.length() + 1 == longer.length() && shorter.substring(same).equals(rest);
  }
}
