package io.github.rolecall.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Suggests the right spelling of a misspelled word. */
public final class Spelling {
  private Spelling() {}

  /** Returns the word with the smallest edit distance; empty when none is near. */
  public static Optional<String> nearest(String written, Collection<String> words) {
    int most = Math.max(2, written.length() / 3);
    return words.stream()
        .filter(word -> changes(written, word) <= most)
        .min(
            Comparator.comparingInt((String word) -> changes(written, word)).thenComparing(w -> w));
  }

  /** Returns the Levenshtein distance, ignoring letter case. */
  private static int changes(String one, String other) {
    String from = one.toLowerCase(Locale.ROOT);
    String to = other.toLowerCase(Locale.ROOT);
    int[] above = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      above[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int[] row = new int[to.length() + 1];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int replaced = above[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, Math.min(above[j], row[j - 1]) + 1);
      }
      above = row;
    }
    return above[to.length()];
  }
}
