package io.github.rolecall.policy;

import java.util.Locale;

/**
 * Texts without regard to letter case. {@link String#equalsIgnoreCase} would answer another thing
 * in a browser, about a dotless i for one.
 */
public final class LetterCase {
  private LetterCase() {}

  public static boolean same(String one, String other) {
    return one.toLowerCase(Locale.ROOT).equals(other.toLowerCase(Locale.ROOT));
  }
}
