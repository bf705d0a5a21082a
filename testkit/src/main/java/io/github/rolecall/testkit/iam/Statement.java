package io.github.rolecall.testkit.iam;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** One statement of a trust policy. */
record Statement(
    boolean allow, List<Principal> principals, List<String> actions, List<Condition> conditions) {
  private static final Set<String> ELEMENTS =
      Set.of("Sid", "Effect", "Principal", "Action", "Condition");
  private static final Set<String> PRINCIPAL_TYPES = Set.of("AWS", "Federated", "Service");

  static Statement parse(JsonNode node) {
    node.propertyNames().stream()
        .filter(name -> !ELEMENTS.contains(name))
        .findFirst()
        .ifPresent(
            name -> {
              throw new IllegalArgumentException(
                  "element not allowed, or not simulated, in a trust policy: " + name);
            });
    String effect = node.path("Effect").asString("");
    if (!effect.equals("Allow") && !effect.equals("Deny")) {
      throw new IllegalArgumentException("Effect must be Allow or Deny: " + effect);
    }
    if (!node.has("Principal") || !node.has("Action")) {
      throw new IllegalArgumentException(
          "a statement of a trust policy needs Principal and Action");
    }
    return new Statement(
        effect.equals("Allow"),
        principals(node.path("Principal")),
        strings(node.path("Action")).toList(),
        conditions(node.path("Condition")));
  }

  boolean applies(Caller caller, String action, RequestContext context) {
    return principals.stream()
            .anyMatch(principal -> principal.isEverybody() || caller.is(principal))
        && actions.stream().anyMatch(pattern -> Comparison.actionLike(action, pattern))
        && conditions.stream().allMatch(condition -> condition.holds(context));
  }

  private static List<Principal> principals(JsonNode node) {
    if (node.isString() && node.stringValue().equals("*")) {
      return List.of(Principal.everybody());
    }
    List<Principal> principals = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      if (!PRINCIPAL_TYPES.contains(entry.getKey())) {
        throw new IllegalArgumentException("Invalid principal in policy: " + entry.getKey());
      }
      strings(entry.getValue())
          .forEach(value -> principals.add(new Principal(entry.getKey(), value)));
    }
    return principals;
  }

  private static List<Condition> conditions(JsonNode node) {
    List<Condition> conditions = new ArrayList<>();
    for (Map.Entry<String, JsonNode> operator : node.properties()) {
      for (Map.Entry<String, JsonNode> key : operator.getValue().properties()) {
        conditions.add(
            Condition.of(operator.getKey(), key.getKey(), strings(key.getValue()).toList()));
      }
    }
    return conditions;
  }

  /**
   * The policy language permits a single value instead of a list, and values that are booleans or
   * numbers.
   */
  private static Stream<String> strings(JsonNode node) {
    return node.isArray() ? node.valueStream().map(JsonNode::asString) : Stream.of(node.asString());
  }
}
