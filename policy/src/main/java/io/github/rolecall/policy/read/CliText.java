package io.github.rolecall.policy.read;

import io.github.rolecall.json.JsonDocument;
import io.github.rolecall.json.JsonValue;
import io.github.rolecall.policy.Lines;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Reads the text output of the AWS CLI. It contains values without the names of condition keys, so
 * these are unknown.
 */
final class CliText {
  private final Function<String, JsonDocument> json;
  private final List<JsonValue> roles = new ArrayList<>();
  private final List<TextStatement> statements = new ArrayList<>();
  private JsonObject role = new JsonObject();
  private String version = "";

  CliText(String text, Function<String, JsonDocument> json) {
    this.json = json;
    Lines.of(text).forEach(line -> line(List.of(line.split("\t", -1))));
    close();
  }

  static boolean is(String text) {
    return text.matches(
        "(?s)(ROLES?\\t|ASSUMEROLEPOLICYDOCUMENT\\t|\\d{4}-\\d\\d-\\d\\d\\s+STATEMENT\\t|STATEMENT\\t).*");
  }

  JsonValue json() {
    return new JsonObject().with("Roles", JsonValue.array(roles)).value();
  }

  private void line(List<String> cells) {
    String name = cells.get(0);
    List<String> values = cells.subList(1, cells.size());
    switch (name) {
      case "ROLE", "ROLES" -> {
        close();
        values.stream()
            .filter(value -> value.startsWith("arn:"))
            .limit(1)
            .forEach(arn -> role.with("Arn", JsonValue.of(arn)));
        values.stream()
            .reduce((first, last) -> last)
            .ifPresent(last -> role.with("RoleName", JsonValue.of(last)));
      }
      case "ASSUMEROLEPOLICYDOCUMENT" ->
          version = values.isEmpty() ? "" : values.get(values.size() - 1);
      case "STATEMENT" -> statements.add(new TextStatement(values, json));
      default -> {
        if (statements.isEmpty()) {
          version = name.matches("\\d{4}-\\d\\d-\\d\\d") ? name : version;
        } else if (!values.isEmpty()) {
          statements.get(statements.size() - 1).line(name, values);
        }
      }
    }
  }

  /** Finishes the current role. */
  private void close() {
    if (!statements.isEmpty()) {
      var policy = new JsonObject();
      if (!version.isEmpty()) {
        policy.with("Version", JsonValue.of(version));
      }
      policy.with(
          "Statement", JsonValue.array(statements.stream().map(TextStatement::json).toList()));
      roles.add(role.with("AssumeRolePolicyDocument", policy.value()).value());
    }
    statements.clear();
    role = new JsonObject();
    version = "";
  }
}
