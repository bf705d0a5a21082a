package io.github.rolecall.policy.generate;

import io.github.rolecall.json.JsonWriter;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A text in double quotes, valid in JSON, YAML and HCL. HCL has no {@code \b} and {@code \f}; YAML
 * does not allow DEL and the controls after it. Invisible and bidirectional characters are escaped
 * too.
 */
final class Quoted {
  private static final Pattern ESCAPE_OR_HIDDEN =
      Pattern.compile("\\\\.|[\\x7F-\\x9F\\u200B-\\u200F\\u2028-\\u202E\\u2060-\\u206F\\uFEFF]");

  private Quoted() {}

  static String text(String text) {
    return ESCAPE_OR_HIDDEN.matcher(JsonWriter.compact(text)).replaceAll(Quoted::replacement);
  }

  private static String replacement(MatchResult found) {
    return switch (found.group()) {
      case "\\b" -> "\\\\u0008";
      case "\\f" -> "\\\\u000C";
      default -> {
        char first = found.group().charAt(0);
        yield first == '\\' ? "\\\\" + escaped(found.group().charAt(1)) : "\\\\u" + number(first);
      }
    };
  }

  /** A backslash is special in a replacement. */
  private static String escaped(char c) {
    return c == '\\' ? "\\\\" : String.valueOf(c);
  }

  private static String number(char c) {
    return Integer.toHexString(0x10000 + c).substring(1);
  }
}
