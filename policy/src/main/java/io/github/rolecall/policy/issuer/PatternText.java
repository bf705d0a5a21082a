package io.github.rolecall.policy.issuer;

import java.util.regex.Pattern;

/** Escapes texts for operators that support wildcards. */
public final class PatternText {
  private static final Pattern SPECIAL = Pattern.compile("\\$\\{|[*?]");

  private PatternText() {}

  /** The pattern that matches exactly this text. */
  public static String literal(String text) {
    return SPECIAL
        .matcher(text)
        .replaceAll(
            found -> found.group().equals("${") ? "\\${\\$}{" : "\\${" + found.group() + "}");
  }
}
