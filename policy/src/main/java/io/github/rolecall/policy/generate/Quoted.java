package io.github.rolecall.policy.generate;

import io.github.rolecall.json.JsonWriter;
import java.util.regex.Matcher;
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
    String json = JsonWriter.compact(text);
    var quoted = new StringBuilder();
    int from = 0;
    Matcher matcher = ESCAPE_OR_HIDDEN.matcher(json);
    while (matcher.find()) {
      quoted.append(json, from, matcher.start()).append(escaped(matcher.group()));
      from = matcher.end();
    }
    return quoted.append(json.substring(from)).toString();
  }

  private static String escaped(String found) {
    return switch (found) {
      case "\\b" -> "\\u0008";
      case "\\f" -> "\\u000C";
      default -> found.startsWith("\\") ? found : "\\u" + number(found.charAt(0));
    };
  }

  private static String number(char c) {
    return Integer.toHexString(0x10000 + c).substring(1);
  }
}
