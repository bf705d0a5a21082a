package io.github.rolecall.aws.sso;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes JSON as Python's {@code json.dumps} does: a space after commas and colons, and only ASCII.
 * The AWS CLI writes the same files, and names some of them by a hash of such JSON.
 */
final class PythonJson {
  private PythonJson() {}

  /** Returns the JSON of a map, a list, a string or null. */
  static String of(@Nullable Object value) {
    if (value == null) {
      return "null";
    }
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(entry -> string(String.valueOf(entry.getKey())) + ": " + of(entry.getValue()))
          .collect(Collectors.joining(", ", "{", "}"));
    }
    if (value instanceof List<?> list) {
      return list.stream().map(PythonJson::of).collect(Collectors.joining(", ", "[", "]"));
    }
    if (value instanceof String text) {
      return string(text);
    }
    throw new IllegalArgumentException(value.getClass() + " has no form in JSON here");
  }

  private static String string(String text) {
    var out = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> out.append('\\').append(c);
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        case '\f' -> out.append("\\f");
        case '\b' -> out.append("\\b");
        default -> {
          if (c >= ' ' && c <= '~') {
            out.append(c);
          } else {
            out.append("\\u%04x".formatted((int) c));
          }
        }
      }
    }
    return out.append('"').toString();
  }
}
