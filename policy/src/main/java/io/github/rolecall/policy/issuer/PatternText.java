package io.github.rolecall.policy.issuer;

/** Escapes texts for operators that support wildcards. */
public final class PatternText {
  private PatternText() {}

  /** The pattern that matches exactly this text. */
  public static String literal(String text) {
    var literal = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean special = c == '*' || c == '?' || text.startsWith("${", i);
      literal.append(special ? "${" + c + "}" : c);
    }
    return literal.toString();
  }
}
