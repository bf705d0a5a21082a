package io.github.rolecall.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.regex.Matcher;

/**
 * A text as it reads once it is decoded, whose characters know where they come from: what is found
 * in it can be removed from the text as it was written.
 */
final class TracedText {
  private final StringBuilder text = new StringBuilder();
  private int[] starts;
  private int[] ends;

  private TracedText(int capacity) {
    starts = new int[capacity];
    ends = new int[capacity];
  }

  static TracedText of(String text) {
    var traced = new TracedText(text.length());
    for (int i = 0; i < text.length(); i++) {
      traced.add(text.charAt(i), i, i + 1);
    }
    return traced;
  }

  private void add(char c, int start, int end) {
    if (text.length() == starts.length) {
      starts = Arrays.copyOf(starts, 2 * starts.length + 16);
      ends = Arrays.copyOf(ends, starts.length);
    }
    starts[text.length()] = start;
    ends[text.length()] = end;
    text.append(c);
  }

  private void add(String decoded, int start, int end) {
    decoded.chars().forEach(c -> add((char) c, start, end));
  }

  /** The same with its escapes decoded, once. */
  TracedText decoded() {
    var decoded = new TracedText(text.length());
    Matcher escape = Escape.PATTERN.matcher(text);
    int at = 0;
    while (escape.find()) {
      decoded.copy(this, at, escape.start());
      at = escape.end();
      if (escape.group(Escape.URL) == null) {
        decoded.add(Escape.character(escape), starts[escape.start()], ends[at - 1]);
      } else {
        decoded.addUrl(escape.group(Escape.URL), this, escape.start());
      }
    }
    decoded.copy(this, at, text.length());
    return decoded;
  }

  private void copy(TracedText other, int start, int end) {
    for (int i = start; i < end; i++) {
      add(other.text.charAt(i), other.starts[i], other.ends[i]);
    }
  }

  /** Bytes of characters beyond ASCII are decoded together, and come from all of their escapes. */
  private void addUrl(String url, TracedText from, int offset) {
    int i = 0;
    while (i < url.length()) {
      int first = i;
      var bytes = new ByteArrayOutputStream();
      do {
        bytes.write(Integer.parseInt(url.substring(i + 1, i + 3), 16));
        i += 3;
      } while (bytes.toByteArray()[0] < 0
          && i < url.length()
          && Integer.parseInt(url.substring(i + 1, i + 3), 16) >= 0x80);
      add(bytes.toString(UTF_8), from.starts[offset + first], from.ends[offset + i - 1]);
    }
  }

  /** The same without blanks, line breaks and what is not seen. */
  TracedText squeezed() {
    var squeezed = new TracedText(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!isInvisible(c)) {
        squeezed.add(c, starts[i], ends[i]);
      }
    }
    return squeezed;
  }

  static boolean isInvisible(char c) {
    return Character.isWhitespace(c)
        || Character.isISOControl(c)
        || Character.getType(c) == Character.FORMAT;
  }

  int length() {
    return text.length();
  }

  /** Marks where this part comes from. */
  void mark(int start, int end, boolean[] marks) {
    Arrays.fill(marks, starts[start], ends[end - 1], true);
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
