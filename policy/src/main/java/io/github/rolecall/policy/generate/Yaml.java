package io.github.rolecall.policy.generate;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Map;

/**
 * Writes maps, lists and texts as block YAML. Texts are in double quotes, as in JSON, so that YAML
 * cannot read them as another type.
 */
final class Yaml {
  private Yaml() {}

  /** The members, one below the other. */
  static String block(Map<?, ?> map, String indent) {
    return map.entrySet().stream()
        .map(
            member -> {
              String key = (String) member.getKey();
              boolean plain = key.matches("[A-Za-z][A-Za-z0-9]*");
              String name = plain ? key : Quoted.text(key);
              return indent + name + ":" + value(member.getValue(), indent + "  ");
            })
        .collect(joining());
  }

  private static String value(Object value, String indent) {
    if (value instanceof Map<?, ?> map) {
      return "\n" + block(map, indent);
    }
    return value instanceof List<?> list
        ? "\n" + list.stream().map(entry -> indent + "- " + entry(entry, indent)).collect(joining())
        : " " + text((String) value) + "\n";
  }

  private static String entry(Object entry, String indent) {
    return entry instanceof Map<?, ?> map
        ? block(map, indent + "  ").substring(indent.length() + 2)
        : Quoted.text((String) entry) + "\n";
  }

  /** A text; a plain word that YAML cannot misread has no quotes. */
  static String text(String text) {
    return text.matches("[A-Za-z][A-Za-z0-9:]*[A-Za-z0-9]")
            && !text.matches("(?i)true|false|yes|no|on|off|null")
        ? text
        : Quoted.text(text);
  }
}
