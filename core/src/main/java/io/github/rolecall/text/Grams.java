package io.github.rolecall.text;

import java.util.BitSet;

/**
 * Which four characters stand next to each other in a text, by their hash: where those that a part
 * of a secret begins with do not, that part need not be looked for.
 */
final class Grams {
  static final int LENGTH = 4;
  private static final int HASHES = 1 << 16;

  private final BitSet hashes = new BitSet(HASHES);

  Grams(String text) {
    for (int i = 0; i + LENGTH <= text.length(); i++) {
      hashes.set(hash(text, i));
    }
  }

  /** Whether the text may have the four characters that stand there. */
  boolean mayHave(String form, int at) {
    return hashes.get(hash(form, at));
  }

  private static int hash(String text, int at) {
    int hash = 0;
    for (int i = at; i < at + LENGTH; i++) {
      hash = 31 * hash + text.charAt(i);
    }
    return (hash ^ (hash >>> 16)) & (HASHES - 1);
  }
}
