package io.github.rolecall.policy.read;

import io.github.rolecall.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A policy in the blocks of Terraform's {@code aws_iam_policy_document}. Values that Terraform does
 * not know yet are missing.
 */
record BlockPolicy(JsonValue values) {
  private static final JsonValue UNKNOWN = JsonValue.of("${known after apply}");

  /** The policy as IAM stores it. */
  JsonValue json() {
    JsonValue version = values.path("version");
    return new JsonObject()
        .with("Version", version.isString() ? version : JsonValue.of("2012-10-17"))
        .with(
            "Statement",
            JsonValue.array(
                values.path("statement").items().stream().map(BlockPolicy::statement).toList()))
        .value();
  }

  private static JsonValue statement(JsonValue block) {
    var statement = new JsonObject();
    JsonValue sid = block.path("sid");
    if (sid.isString() && !sid.text().isEmpty()) {
      statement.with("Sid", sid);
    }
    JsonValue effect = block.path("effect");
    statement.with("Effect", effect.isString() ? effect : JsonValue.of("Allow"));
    list(statement, "Action", block.path("actions"));
    list(statement, "NotAction", block.path("not_actions"));
    principals(statement, "Principal", block.path("principals"));
    principals(statement, "NotPrincipal", block.path("not_principals"));
    list(statement, "Resource", block.path("resources"));
    conditions(statement, block.path("condition"));
    return statement.value();
  }

  private static void list(JsonObject statement, String name, JsonValue values) {
    if (!values.items().isEmpty()) {
      statement.with(name, known(values));
    }
  }

  private static void principals(JsonObject statement, String name, JsonValue blocks) {
    Map<String, JsonValue> types = new LinkedHashMap<>();
    for (JsonValue block : blocks.items()) {
      types.merge(block.path("type").text(), known(block.path("identifiers")), BlockPolicy::joined);
    }
    if (!types.isEmpty()) {
      statement.with(name, types.containsKey("*") ? JsonValue.of("*") : JsonValue.object(types));
    }
  }

  private static void conditions(JsonObject statement, JsonValue blocks) {
    Map<String, Map<String, JsonValue>> operators = new LinkedHashMap<>();
    for (JsonValue block : blocks.items()) {
      operators
          .computeIfAbsent(block.path("test").text(), test -> new LinkedHashMap<>())
          .merge(
              known(block.path("variable")).text(),
              known(block.path("values")),
              BlockPolicy::joined);
    }
    if (!operators.isEmpty()) {
      var condition = new JsonObject();
      operators.forEach((test, keys) -> condition.with(test, JsonValue.object(keys)));
      statement.with("Condition", condition.value());
    }
  }

  private static JsonValue joined(JsonValue one, JsonValue other) {
    return JsonValue.array(
        List.of(one, other).stream()
            .flatMap(each -> each.isArray() ? each.items().stream() : List.of(each).stream())
            .toList());
  }

  /** A value that is null or missing in a plan is not known yet. */
  private static JsonValue known(JsonValue value) {
    if (value.isArray()) {
      return JsonValue.array(value.items().stream().map(BlockPolicy::known).toList());
    }
    return value.isMissing() || value.isNull() ? UNKNOWN : value;
  }
}
