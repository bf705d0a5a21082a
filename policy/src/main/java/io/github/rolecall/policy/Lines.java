package io.github.rolecall.policy;

import java.util.ArrayList;
import java.util.List;

/** The lines of a text. A browser has no {@link String#lines}. */
public final class Lines {
  private Lines() {}

  /** The lines without their ends, which are those of any operating system. */
  public static List<String> of(String text) {
    var lines = new ArrayList<String>();
    int from = 0;
    while (from < text.length()) {
      int end = from;
      while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
        end++;
      }
      lines.add(text.substring(from, end));
      from = end + (text.startsWith("\r\n", end) ? 2 : 1);
    }
    return lines;
  }
}
