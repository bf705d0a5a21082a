package io.github.rolecall.policy.read;

import io.github.rolecall.json.JsonValue;
import io.github.rolecall.policy.LetterCase;
import io.github.rolecall.policy.Placeholders;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Elements of a policy and their values. Element names are case-insensitive, as in IAM. */
final class Elements {
  private Elements() {}

  static Optional<JsonValue> member(JsonValue object, String name) {
    return object.members().entrySet().stream()
        .filter(entry -> LetterCase.same(entry.getKey(), name))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  static boolean has(JsonValue object, String name) {
    return member(object, name).isPresent();
  }

  static List<String> text(JsonValue object, String name) {
    return member(object, name).map(Elements::texts).orElse(List.of());
  }

  /** A single value may replace a list of one; booleans and numbers may be unquoted. */
  static List<String> texts(JsonValue node) {
    return node.isArray()
        ? node.items().stream().map(Elements::value).toList()
        : List.of(value(node));
  }

  private static String value(JsonValue node) {
    check(
        node.isScalar() && !node.isNull(),
        "a value must be a string, a number, true or false, not %s",
        node.isNull() ? "null" : "nested");
    return node.text();
  }

  static void check(boolean right, String otherwise, String... values) {
    if (!right) {
      throw new IllegalArgumentException(Placeholders.fill(otherwise, values));
    }
  }
}
