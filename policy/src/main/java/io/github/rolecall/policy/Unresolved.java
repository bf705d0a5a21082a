package io.github.rolecall.policy;

import java.util.ArrayList;
import java.util.List;

/**
 * Places in a text that a template has not filled in: {@code ${var.owner}} of Terraform, {@code
 * ${Owner}} of CloudFormation, {@code {{ owner }}} of Jinja. A policy variable of IAM has a prefix
 * with one colon, or is one of three characters. What stands in such a place is unknown.
 */
public final class Unresolved {
  private static final String OPEN = "${";
  private static final String BRACES = "{{";

  private Unresolved() {}

  /** A place in a text, from its first character to behind its last one. */
  private record Span(int start, int end) {}

  /** The places as they are written; empty for a text in which everything is known. */
  public static List<String> in(String text) {
    return spans(text).stream().map(span -> text.substring(span.start, span.end)).toList();
  }

  public static boolean has(String text) {
    return !spans(text).isEmpty();
  }

  /** A text of which nothing is known but where it comes from, such as {@code Owner}. */
  public static String named(String name) {
    return OPEN + name.replace("}", "") + "}";
  }

  /** Whether the first text, with something in place of what is unknown, can be the second. */
  public static boolean mayBe(String text, String actual) {
    return pattern(text).matches(actual);
  }

  /** What the text may be: a pattern that stands for anything in the place of the unknown. */
  static Glob pattern(String text) {
    var pattern = new StringBuilder();
    int from = 0;
    for (Span span : spans(text)) {
      pattern.append(text, from, span.start).append('*');
      from = span.end;
    }
    return Glob.of(pattern.append(text.substring(from)).toString());
  }

  private static List<Span> spans(String text) {
    var spans = new ArrayList<Span>();
    int from = next(text, 0);
    while (from >= 0) {
      boolean braces = text.startsWith(BRACES, from);
      int close = text.indexOf(braces ? "}}" : "}", from + 2);
      if (close < 0) {
        return spans;
      }
      int end = close + (braces ? 2 : 1);
      if (braces || !variable(text.substring(from + 2, close))) {
        spans.add(new Span(from, end));
      }
      from = next(text, end);
    }
    return spans;
  }

  private static int next(String text, int from) {
    int dollar = text.indexOf(OPEN, from);
    int braces = text.indexOf(BRACES, from);
    return dollar < 0 || braces < 0 ? Math.max(dollar, braces) : Math.min(dollar, braces);
  }

  /** Whether IAM would take the name for a variable of its own. */
  private static boolean variable(String name) {
    String plain = name.trim();
    if (plain.equals("*") || plain.equals("?") || plain.equals("$")) {
      return true;
    }
    int colon = plain.indexOf(':');
    return colon > 0
        && !plain.startsWith(":", colon + 1)
        && plain.substring(0, colon).codePoints().allMatch(Unresolved::ofPrefix);
  }

  private static boolean ofPrefix(int character) {
    return character < 128
        && (Character.isLetterOrDigit(character) || "._/-".indexOf(character) >= 0);
  }
}
