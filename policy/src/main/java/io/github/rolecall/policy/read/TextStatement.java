package io.github.rolecall.policy.read;

import io.github.rolecall.json.JsonDocument;
import io.github.rolecall.json.JsonValue;
import io.github.rolecall.policy.LetterCase;
import io.github.rolecall.policy.Unresolved;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A statement in the text output of the AWS CLI, as far as the lines say what they are. */
final class TextStatement {
  private static final String NO_KEY = Unresolved.named("condition key that the text output omits");
  private static final String NO_OPERATOR = Unresolved.named("operator that the text output omits");
  private static final Map<String, String> LISTS =
      Map.of(
          "ACTION", "Action",
          "NOTACTION", "NotAction",
          "RESOURCE", "Resource");
  private static final Map<String, String> TYPES =
      Map.of("FEDERATED", "Federated", "AWS", "AWS", "SERVICE", "Service");

  private final Function<String, JsonDocument> reader;
  private final Map<String, List<JsonValue>> lists = new LinkedHashMap<>();
  private final Map<String, List<JsonValue>> principals = new LinkedHashMap<>();
  private final Map<String, Map<String, List<JsonValue>>> conditions = new LinkedHashMap<>();
  private final JsonObject statement = new JsonObject();

  /** Takes the values after the name: action, effect, principal and Sid, if they are texts. */
  TextStatement(List<String> values, Function<String, JsonDocument> reader) {
    this.reader = reader;
    boolean behind = false;
    for (String value : values) {
      boolean effect = LetterCase.same(value, "Allow") || LetterCase.same(value, "Deny");
      if (effect) {
        statement.with("Effect", JsonValue.of(value));
      } else if (!value.isEmpty()) {
        statement.with(behind ? name(value) : "Action", json(value));
      }
      behind |= effect;
    }
  }

  private static String name(String value) {
    return value.equals("*") || value.startsWith("{") ? "Principal" : "Sid";
  }

  /** The text output contains lists and objects in Python syntax. */
  private JsonValue json(String value) {
    boolean nested = value.startsWith("[") || value.startsWith("{");
    return nested ? reader.apply(value.replace('\'', '"')).root() : JsonValue.of(value);
  }

  /** Adds a following line: a list, the principal, or a condition. */
  void line(String name, List<String> values) {
    List<JsonValue> texts = values.stream().map(JsonValue::of).toList();
    if (LISTS.containsKey(name)) {
      add(lists, LISTS.getOrDefault(name, ""), texts);
    } else if (TYPES.containsKey(name)) {
      add(principals, TYPES.getOrDefault(name, ""), texts);
    } else if (name.equals("PRINCIPAL")) {
      values.forEach(value -> add(principals, type(value), List.of(JsonValue.of(value))));
    } else if (name.contains(":") && !name.startsWith("FOR")) {
      add(condition(NO_OPERATOR), name, texts);
    } else if (name.matches(
        "(FOR(ANY|ALL)VALUES?:)?(STRING|ARN|NUMERIC|DATE|BOOL|BINARY|IP|NOTIP|NULL)[A-Z]*")) {
      add(condition(name), NO_KEY, texts);
    }
  }

  private Map<String, List<JsonValue>> condition(String operator) {
    return conditions.computeIfAbsent(operator, name -> new LinkedHashMap<>());
  }

  private static void add(Map<String, List<JsonValue>> lists, String name, List<JsonValue> values) {
    lists.computeIfAbsent(name, key -> new ArrayList<>()).addAll(values);
  }

  /** Infers the type of a principal from the form of its value. */
  private static String type(String value) {
    boolean provider = value.contains(":oidc-provider/") || value.contains(":saml-provider/");
    boolean service = value.endsWith(".amazonaws.com") && !value.startsWith("cognito-identity");
    boolean account = value.startsWith("arn:") || value.matches("\\d{12}|\\*");
    return !provider && service ? "Service" : !provider && account ? "AWS" : "Federated";
  }

  JsonValue json() {
    lists.forEach((name, values) -> statement.with(name, JsonValue.array(values)));
    if (!principals.isEmpty()) {
      statement.with("Principal", object(principals));
    }
    if (!conditions.isEmpty()) {
      var operators = new JsonObject();
      conditions.forEach((operator, keys) -> operators.with(operator, object(keys)));
      statement.with("Condition", operators.value());
    }
    return statement.value();
  }

  private static JsonValue object(Map<String, List<JsonValue>> lists) {
    var object = new JsonObject();
    lists.forEach((name, values) -> object.with(name, JsonValue.array(values)));
    return object.value();
  }
}
