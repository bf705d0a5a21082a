package io.github.rolecall.text;

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
}
