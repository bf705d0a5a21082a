package io.github.rolecall.testkit.iam;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The condition keys of one request and their values.
 *
 * @param values the values by lower-case key, because condition keys are not case-sensitive
 */
public record RequestContext(Map<String, List<String>> values) {

  /** A context without keys. */
  public static RequestContext empty() {
    return new RequestContext(Map.of());
  }

  /** This context with one more key. If the list is empty, the key stays absent. */
  public RequestContext with(String key, List<String> keyValues) {
    if (keyValues.isEmpty()) {
      return this;
    }
    Map<String, List<String>> more = new LinkedHashMap<>(values);
    more.put(key.toLowerCase(Locale.ROOT), List.copyOf(keyValues));
    return new RequestContext(more);
  }

  /** This context with one more key, which has a single value. */
  public RequestContext with(String key, String value) {
    return with(key, List.of(value));
  }

  List<String> get(String key) {
    return values.getOrDefault(key.toLowerCase(Locale.ROOT), List.of());
  }
}
