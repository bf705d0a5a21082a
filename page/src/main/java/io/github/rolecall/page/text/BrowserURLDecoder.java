package io.github.rolecall.page.text;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** What the project uses of {@link java.net.URLDecoder}. */
public final class BrowserURLDecoder {
  private BrowserURLDecoder() {}

  /** See {@link java.net.URLDecoder#decode(String, Charset)}; only for UTF-8. */
  public static String decode(String text, Charset charset) {
    if (!charset.equals(StandardCharsets.UTF_8)) {
      throw new UnsupportedOperationException("not UTF-8");
    }
    var decoded = new StringBuilder();
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (c == '%') {
        int end = i;
        while (end < text.length() && text.charAt(end) == '%') {
          end += 3;
        }
        decoded.append(letters(text, i, end));
        i = end;
      } else {
        decoded.append(c == '+' ? ' ' : c);
        i++;
      }
    }
    return decoded.toString();
  }

  private static String letters(String text, int from, int to) {
    if (to > text.length()) {
      throw new IllegalArgumentException("incomplete escape at the end");
    }
    var bytes = new byte[(to - from) / 3];
    for (int i = 0; i < bytes.length; i++) {
      int value = Integer.parseInt(text.substring(from + 3 * i + 1, from + 3 * i + 3), 16);
      if (value < 0) {
        throw new IllegalArgumentException("negative escape");
      }
      bytes[i] = (byte) value;
    }
    return Utf8.decode(bytes);
  }
}
