package io.github.rolecall.testkit.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The header fields of one message.
 *
 * @param fields the values by lower-case name, in the order in which they arrived
 */
public record Headers(Map<String, List<String>> fields) {

  /** Copies the fields, and converts their names to lower case. */
  public Headers {
    Map<String, List<String>> copy = new LinkedHashMap<>();
    fields.forEach((name, values) -> copy.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
    fields = copy;
  }

  /** The first value of a field. The name is not case-sensitive. */
  public Optional<String> first(String name) {
    return all(name).stream().findFirst();
  }

  /** All values of a field; empty if the field is absent. The name is not case-sensitive. */
  public List<String> all(String name) {
    return fields.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
  }

  /** Whether a comma-separated field such as {@code Connection} contains this word. */
  boolean lists(String name, String word) {
    return all(name).stream()
        .flatMap(value -> List.of(value.split(",", -1)).stream())
        .anyMatch(item -> item.strip().equalsIgnoreCase(word));
  }
}
