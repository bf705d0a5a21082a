package io.github.rolecall.policy.generate;

import io.github.rolecall.json.JsonWriter;
import io.github.rolecall.policy.Condition;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Pieces of a policy that a person can paste. */
public final class PolicySnippets {
  private PolicySnippets() {}

  /** {@code "StringLike": {"key": "value"}}. */
  public static String condition(String operator, String key, List<String> values) {
    Object value = values.size() == 1 ? values.get(0) : values;
    return "\"" + operator + "\": " + JsonWriter.compact(Map.of(key, value));
  }

  /** The condition that a key has exactly this value. */
  public static String exactly(String key, String value) {
    return condition("StringEquals", key, List.of(literal(value)));
  }

  /** The condition with these values after its own. */
  public static String extended(Condition condition, String... more) {
    Set<String> values = new LinkedHashSet<>(condition.expected());
    values.addAll(List.of(more));
    return condition(operator(condition), condition.key(), new ArrayList<>(values));
  }

  /** The condition's operator, or one that takes its wildcards for wildcards. */
  private static String operator(Condition condition) {
    if (condition.literalWildcards().isEmpty()) {
      return condition.name();
    }
    return condition.negated() ? "StringNotLike" : "StringLike";
  }

  /** The condition with one value in place of another. */
  public static String replaced(Condition condition, String old, String value) {
    Set<String> values = new LinkedHashSet<>();
    condition.expected().forEach(each -> values.add(each.equals(old) ? value : each));
    return condition(operator(condition), condition.key(), new ArrayList<>(values));
  }

  /** The condition under an operator that knows wildcards. */
  public static String withWildcards(Condition condition) {
    return condition(operator(condition), condition.key(), condition.expected());
  }

  /** The condition on another key. */
  public static String renamed(Condition condition, String key) {
    return condition(condition.name(), key, condition.expected());
  }

  /** A value as a policy of version 2012-10-17 takes it literally. */
  public static String literal(String value) {
    return value.replace("${", "${$}{");
  }
}
