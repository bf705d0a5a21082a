package io.github.rolecall.policy.read;

import io.github.rolecall.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.Map;

/** Builds a JSON object, member by member. */
final class JsonObject {
  private final Map<String, JsonValue> members = new LinkedHashMap<>();

  JsonObject with(String name, JsonValue value) {
    members.put(name, value);
    return this;
  }

  JsonValue value() {
    return JsonValue.object(members);
  }
}
