package io.github.rolecall.page.text;

/** Reads UTF-8 as Java does, also where it is malformed. */
public final class Utf8 {
  private static final char REPLACEMENT = '\uFFFD';

  private Utf8() {}

  /** See {@link String#String(byte[], java.nio.charset.Charset)}. */
  public static String decode(byte[] bytes) {
    int size = bytes.length;
    var text = new StringBuilder();
    int from = 0;
    while (from < size) {
      int first = bytes[from] & 0xff;
      int length = length(first);
      int to = from + 1;
      int code = length == 1 ? first : first & (0x7f >> length);
      while (to < size && to - from < length && continues(first, to - from, bytes[to] & 0xff)) {
        code = (code << 6) | (bytes[to] & 0x3f);
        to++;
      }
      boolean whole = length > 0 && to - from == length;
      if (whole && !(code >= Character.MIN_SURROGATE && code <= Character.MAX_SURROGATE)) {
        text.appendCodePoint(code);
      } else {
        text.append(REPLACEMENT);
      }
      from = to;
    }
    return text.toString();
  }

  /** The number of bytes of the letter that begins with this one; 0: none does. */
  private static int length(int first) {
    if (first < 0x80) {
      return 1;
    }
    if (first < 0xc2 || first > 0xf4) {
      return 0;
    }
    return first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  }

  /** Longer forms of letters that have shorter ones, and what is no letter, are malformed. */
  private static boolean continues(int first, int index, int next) {
    int least = index > 1 ? 0x80 : first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
    int most = index == 1 && first == 0xf4 ? 0x8f : 0xbf;
    return next >= least && next <= most;
  }
}
