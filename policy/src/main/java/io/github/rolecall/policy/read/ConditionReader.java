package io.github.rolecall.policy.read;

import static io.github.rolecall.policy.Placeholders.fill;

import io.github.rolecall.json.JsonValue;
import io.github.rolecall.policy.Condition;
import io.github.rolecall.policy.Fault;
import io.github.rolecall.policy.Fault.Kind;
import io.github.rolecall.policy.Operator;
import io.github.rolecall.policy.Unresolved;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the conditions of a statement.
 *
 * @param number of the statement, from 1
 */
record ConditionReader(int number, JsonValue statement, List<Fault> faults) {

  List<Condition> read() {
    JsonValue node = Elements.member(statement, "Condition").orElse(JsonValue.MISSING);
    if (Unresolved.has(node.text())) {
      return List.of(Condition.of(node.text(), node.text(), List.of()));
    }
    Elements.check(node.isObject() || node.isMissing(), "a Condition must be a JSON object");
    var conditions = new ArrayList<Condition>();
    node.members().forEach((operator, keys) -> conditions.addAll(conditions(operator, keys)));
    return List.copyOf(conditions);
  }

  private List<Condition> conditions(String operator, JsonValue keys) {
    boolean unresolved = Unresolved.has(keys.text());
    Elements.check(
        keys.isObject() || unresolved,
        "in a Condition, the value of an operator must be a JSON object");
    List<Condition> conditions =
        unresolved
            ? List.of(Condition.of(operator, keys.text(), List.of()))
            : keys.members().entrySet().stream()
                .map(key -> Condition.of(operator, key.getKey(), Elements.texts(key.getValue())))
                .toList();
    if (!Unresolved.has(operator)
        && conditions.stream().anyMatch(condition -> !condition.operator().known())) {
      faults.add(unknown(operator));
    }
    return conditions;
  }

  private Fault unknown(String operator) {
    String message =
        fill(
            "Statement %s has the condition operator %s, which does not exist in IAM.",
            String.valueOf(number), operator);
    return Operator.meantBy(operator)
        .map(
            meant ->
                new Fault(Kind.OPERATOR, message, fill("Write \"%s\".", meant))
                    .certain(new Fault.Misspelled(number - 1, operator, meant)))
        .orElseGet(
            () ->
                new Fault(
                    Kind.OPERATOR,
                    message,
                    "Write StringEquals for whole values, StringLike for values with * or ?, or"
                        + " another operator of IAM."));
  }
}
