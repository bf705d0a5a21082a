package io.github.rolecall.policy.issuer;

import java.util.regex.Pattern;

/** Texts as operators with wildcards take them. */
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
