package io.github.rolecall.testkit.iam;

import java.util.List;

/** One condition of a {@code Condition} element. */
sealed interface Condition {

  boolean holds(RequestContext context);

  /** Parses one entry. */
  public static Condition of(String operator, String key, List<String> values) {
    if (values.stream().anyMatch(value -> value.contains("${"))) {
      throw new IllegalArgumentException("policy variables are not simulated: " + values);
    }
    return operator.equals("Null")
        ? new Presence(key, values.contains("false"))
        : new Match(Operator.parse(operator), key, values);
  }

  /** The operator {@code Null}, which tests whether the key is present. */
  record Presence(String key, boolean demanded) implements Condition {
    @Override
    public boolean holds(RequestContext context) {
      return context.get(key).isEmpty() != demanded;
    }
  }

  /** All other operators. */
  record Match(Operator operator, String key, List<String> values) implements Condition {
    @Override
    public boolean holds(RequestContext context) {
      return operator.holds(context.get(key), values);
    }
  }
}
