package io.github.rolecall.policy;

import java.util.ArrayList;
import java.util.List;

/**
 * Parts of a text that a template has not filled in: {@code ${var.owner}} of Terraform, {@code
 * ${Owner}} of CloudFormation, {@code {{ owner }}} of Jinja. A policy variable of IAM is not such a
 * part: it has a prefix and one colon, or is one of three characters. The value of such a part is
 * unknown.
 */
public final class Unresolved {
  private static final String OPEN = "${";
  private static final String BRACES = "{{";

  private Unresolved() {}

  /** A part of a text, from its first character to after its last one. */
  private record Span(int start, int end) {}

  /** The unresolved parts as they are written; empty if the whole text is known. */
  public static List<String> in(String text) {
    return spans(text).stream().map(span -> text.substring(span.start, span.end)).toList();
  }

  public static boolean has(String text) {
    return !spans(text).isEmpty();
  }

  /** The text for an unknown value that has a name, such as {@code Owner}. */
  public static String named(String name) {
    return OPEN + name.replace("}", "") + "}";
  }

  /** Whether the second text is a possible value of the first one. */
  public static boolean mayBe(String text, String actual) {
    return pattern(text).matches(actual);
  }

  /** A pattern for the possible values: a wildcard replaces each unresolved part. */
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

  /** Whether IAM reads the name as a policy variable. */
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
    return LetterCase.isPlain(character) || "._/-".indexOf(character) >= 0;
  }
}
