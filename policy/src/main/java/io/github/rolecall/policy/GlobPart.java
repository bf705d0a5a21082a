package io.github.rolecall.policy;

import java.util.HashMap;
import java.util.Map;

/**
 * A part of a pattern, without asterisks. The search keeps one bit for each character of the part,
 * which says whether the part matches up to there. So it reads each character of the text once.
 *
 * @see <a href="https://en.wikipedia.org/wiki/Bitap_algorithm">The bitap algorithm</a>
 */
final class GlobPart {
  private final int[] part;

  GlobPart(int[] part) {
    this.part = part;
  }

  /** Whether the part is at this place. */
  boolean at(int[] text, int place) {
    for (int i = 0; i < part.length; i++) {
      if (part[i] != Glob.ONE && part[i] != text[place + i]) {
        return false;
      }
    }
    return true;
  }

  /** The end of its first occurrence between the two places, or -1. */
  int find(int[] text, int from, int limit) {
    if (part.length > limit - from) {
      return -1;
    }
    if (part.length == 0) {
      return from;
    }
    Map<Integer, long[]> masks = masks();
    long[] others = masks.getOrDefault((int) Glob.ONE, new long[words()]);
    long[] fits = new long[words()];
    long whole = 1L << (part.length - 1);
    for (int i = from; i < limit; i++) {
      long[] mask = masks.getOrDefault(text[i], others);
      long carry = 1;
      for (int word = 0; word < fits.length; word++) {
        long next = fits[word] >>> 63;
        fits[word] = (fits[word] << 1 | carry) & mask[word];
        carry = next;
      }
      if ((fits[fits.length - 1] & whole) != 0) {
        return i + 1;
      }
    }
    return -1;
  }

  private int words() {
    return (part.length + 63) / 64;
  }

  /** For each character, one bit for each place of the part where the character matches. */
  private Map<Integer, long[]> masks() {
    var masks = new HashMap<Integer, long[]>();
    for (int i = 0; i < part.length; i++) {
      long[] mask = masks.computeIfAbsent(part[i], character -> new long[words()]);
      mask[i / 64] |= 1L << i;
    }
    long[] any = masks.getOrDefault((int) Glob.ONE, new long[words()]);
    masks.forEach(
        (character, mask) -> {
          for (int word = 0; word < any.length; word++) {
            mask[word] |= any[word];
          }
        });
    return masks;
  }
}
