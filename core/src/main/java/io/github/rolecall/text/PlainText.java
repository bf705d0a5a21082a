package io.github.rolecall.text;

import java.util.regex.Pattern;

/** Text from elsewhere, made harmless for a log that a CI system reads. */
public final class PlainText {
  private PlainText() {}

  /**
   * Breaks what GitHub's runner takes for a command: {@code ::name::} at the start of a line and
   * {@code ##[name]} anywhere in it (actions/runner, ActionCommand), after blanks of any alphabet
   * too. Control characters, which could hide text on a terminal, become {@code ?}.
   */
  public static String harmless(String text) {
    return text.replaceAll("[\\p{Cc}&&[^\\n\\t]]", "?")
        .replaceAll("##(\\w*)\\[", "# #$1[")
        .replaceAll("(?m)^([^\\p{L}\\p{N}\\p{P}\\p{S}]*):(?=:)", "$1: ");
  }

  /**
   * The same for JSON, whose values stay what they are: a character that could harm is written by
   * its number. No line of JSON begins with a colon.
   */
  public static String harmlessJson(String json) {
    return Pattern.compile("[\\p{Cc}&&[^\\n\\t]]|#(?=#\\w*\\[)")
        .matcher(json)
        .replaceAll(found -> "\\\\u%04X".formatted((int) found.group().charAt(0)));
  }
}
