package io.github.rolecall.policy.read;

import static io.github.rolecall.policy.read.Texts.item;

import io.github.rolecall.json.JsonValue;
import io.github.rolecall.policy.TriState;
import io.github.rolecall.policy.Unresolved;
import java.util.Map;

/** The CloudFormation functions that choose a value, by a condition or from a map. */
final class Choices {
  private final Template template;
  private final Intrinsics intrinsics;

  Choices(Template template, Intrinsics intrinsics) {
    this.template = template;
    this.intrinsics = intrinsics;
  }

  /**
   * Removes an element only if the template says so: a condition removed by mistake would allow
   * more.
   */
  JsonValue choose(JsonValue argument) {
    if (argument.items().size() != 3) {
      return intrinsics.unresolved("Fn::If", JsonValue.NULL);
    }
    String name = item(argument, 0).text();
    TriState holds = holds(template.condition(name), 0);
    JsonValue yes = item(argument, 1);
    JsonValue no = item(argument, 2);
    if (holds != TriState.UNKNOWN) {
      return intrinsics.resolve(holds == TriState.TRUE ? yes : no);
    }
    JsonValue either = intrinsics.resolve(yes);
    return either.equals(intrinsics.resolve(no))
        ? either
        : JsonValue.of(Unresolved.named("Fn::If " + name));
  }

  JsonValue find(JsonValue argument) {
    String map = intrinsics.text(item(argument, 0), "Fn::FindInMap");
    String first = intrinsics.text(item(argument, 1), "Fn::FindInMap");
    String second = intrinsics.text(item(argument, 2), "Fn::FindInMap");
    JsonValue found = template.mapping(map, first, second);
    return found.isMissing() ? intrinsics.unresolved("Fn::FindInMap", JsonValue.of(map)) : found;
  }

  /**
   * Evaluates a condition of the template; unknown if it depends on values that the template lacks.
   */
  private TriState holds(JsonValue condition, int depth) {
    intrinsics.step();
    if (condition.members().size() != 1 || depth > 20) {
      return TriState.UNKNOWN;
    }
    Map.Entry<String, JsonValue> only = condition.members().entrySet().iterator().next();
    JsonValue argument = only.getValue();
    return switch (only.getKey()) {
      case "Condition" -> holds(template.condition(argument.text()), depth + 1);
      case "Fn::Not" -> holds(item(argument, 0), depth + 1).not();
      case "Fn::And" -> TriState.all(argument.items().stream().map(part -> holds(part, depth + 1)));
      case "Fn::Or" -> TriState.any(argument.items().stream().map(part -> holds(part, depth + 1)));
      case "Fn::Equals" -> same(argument);
      default -> TriState.UNKNOWN;
    };
  }

  private TriState same(JsonValue argument) {
    String one = intrinsics.text(item(argument, 0), "Fn::Equals");
    String other = intrinsics.text(item(argument, 1), "Fn::Equals");
    return Unresolved.has(one) || Unresolved.has(other)
        ? TriState.UNKNOWN
        : TriState.of(one.equals(other));
  }
}
