package io.github.rolecall.policy.generate;

import io.github.rolecall.json.JsonWriter;
import java.util.List;
import java.util.Map;

/**
 * Writes maps, lists and texts as YAML in blocks. Texts are written in double quotes, which YAML
 * has from JSON, so that no text can be taken for anything else.
 */
final class Yaml {
  private Yaml() {}

  static String write(Map<String, ?> map) {
    var out = new StringBuilder();
    map(out, map, "");
    return out.toString();
  }

  private static void map(StringBuilder out, Map<?, ?> map, String indent) {
    map.forEach(
        (key, value) -> {
          String name = String.valueOf(key);
          boolean plain = name.matches("[A-Za-z][A-Za-z0-9]*(::[A-Za-z]+)?");
          out.append(indent).append(plain ? name : quoted(name)).append(':');
          value(out, value, indent + "  ");
        });
  }

  private static void value(StringBuilder out, Object value, String indent) {
    if (value instanceof Map<?, ?> map) {
      out.append('\n');
      map(out, map, indent);
    } else if (value instanceof List<?> list) {
      out.append('\n');
      for (Object entry : list) {
        if (entry instanceof Map<?, ?> map) {
          var inner = new StringBuilder();
          map(inner, map, indent + "  ");
          out.append(indent).append("- ").append(inner.substring(indent.length() + 2));
        } else {
          out.append(indent).append("- ").append(quoted(String.valueOf(entry))).append('\n');
        }
      }
    } else {
      String text = String.valueOf(value);
      boolean word =
          text.matches("[A-Za-z][A-Za-z0-9:]*[A-Za-z0-9]")
              && !text.matches("(?i)true|false|yes|no|on|off|null");
      out.append(' ').append(word ? text : quoted(text)).append('\n');
    }
  }

  private static String quoted(String text) {
    return JsonWriter.compact(text);
  }
}
