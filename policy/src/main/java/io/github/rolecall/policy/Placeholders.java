package io.github.rolecall.policy;

/** Formats texts. {@link String#format} would bring locales and currencies into a browser. */
public final class Placeholders {
  private Placeholders() {}

  /** The text with the next value in place of every {@code %s}. */
  public static String fill(String text, String... values) {
    var filled = new StringBuilder();
    int from = 0;
    for (String value : values) {
      int at = text.indexOf("%s", from);
      filled.append(text, from, at).append(value);
      from = at + 2;
    }
    return filled.append(text.substring(from)).toString();
  }
}
