package io.github.rolecall.policy.generate;

import io.github.rolecall.json.JsonWriter;
import io.github.rolecall.policy.Condition;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** Parts of a policy that users can paste. */
public final class PolicySnippets {
  private PolicySnippets() {}

  /** {@code "StringLike": {"key": "value"}}. */
  public static String condition(String operator, String key, List<String> values) {
    return "\"" + operator + "\": " + JsonWriter.compact(Map.of(key, oneOrList(values)));
  }

  /** A single value is written without a list. */
  public static Object oneOrList(List<String> values) {
    return values.size() == 1 ? values.get(0) : values;
  }

  /** A condition that requires exactly this value. */
  public static String exactly(String key, String value) {
    return condition("StringEquals", key, List.of(literal(value)));
  }

  public static String unchanged(Condition condition) {
    return condition(condition.name(), condition.key(), condition.expected());
  }

  public static String renamed(Condition condition, String key) {
    return condition(condition.name(), key, condition.expected());
  }

  /** The same condition with an operator that supports wildcards, if it has any. */
  public static String withWildcards(Condition condition) {
    return with(condition, condition.expected());
  }

  /** The condition with an additional value. */
  public static String extended(Condition condition, String value) {
    var values = new LinkedHashSet<>(condition.expected());
    values.add(value);
    return with(condition, values);
  }

  /** The condition with one value in place of another. */
  public static String replaced(Condition condition, String old, String value) {
    var values = new LinkedHashSet<String>();
    condition.expected().forEach(each -> values.add(each.equals(old) ? value : each));
    return with(condition, values);
  }

  private static String with(Condition condition, Collection<String> values) {
    String like = condition.operator().negated() ? "StringNotLike" : "StringLike";
    String operator = condition.literalWildcards().isEmpty() ? condition.name() : like;
    return condition(operator, condition.key(), List.copyOf(values));
  }

  /** A value as it is written literally in version 2012-10-17. */
  public static String literal(String value) {
    return value.replace("${", "${$}{");
  }
}
