package io.github.rolecall.testkit.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The header fields of one message.
 *
 * @param fields values by lower-case name, in order of arrival
 */
public record Headers(Map<String, List<String>> fields) {

  /** Copies the fields and lowers the case of their names. */
  public Headers {
    Map<String, List<String>> copy = new LinkedHashMap<>();
    fields.forEach((name, values) -> copy.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
    fields = copy;
  }

  /** The first value of a field, whatever the case of the name. */
  public Optional<String> first(String name) {
    return all(name).stream().findFirst();
  }

  /** Every value of a field, whatever the case of the name; empty when the field is absent. */
  public List<String> all(String name) {
    return fields.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
  }

  /** Whether a comma-separated field such as {@code Connection} lists this word. */
  boolean lists(String name, String word) {
    return all(name).stream()
        .flatMap(value -> List.of(value.split(",", -1)).stream())
        .anyMatch(item -> item.strip().equalsIgnoreCase(word));
  }
}
