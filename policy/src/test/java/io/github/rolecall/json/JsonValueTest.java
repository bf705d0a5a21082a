package io.github.rolecall.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonValueTest {
  private static final JsonValue DOCUMENT =
      JsonTexts.value("{\"a\": {\"b\": [1, 2.5, \"x\", true, null, {}]}}");

  @Test
  void aPathCanBeFollowedWhereNothingIs() {
    assertTrue(DOCUMENT.path("a").path("b").isArray());
    assertTrue(DOCUMENT.path("x").path("y").isMissing());
    assertTrue(DOCUMENT.path("a").path("b").path("c").isMissing());
    assertFalse(DOCUMENT.has("x"));
    assertEquals(List.of(), DOCUMENT.items());
    assertEquals(Map.of(), JsonValue.of("text").members());
  }

  @Test
  void valuesAreTexts() {
    List<JsonValue> items = DOCUMENT.path("a").path("b").items();
    assertEquals(
        List.of("1", "2.5", "x", "true", "", ""), items.stream().map(JsonValue::text).toList());
    assertEquals(
        List.of(true, true, true, true, true, false),
        items.stream().map(JsonValue::isScalar).toList());
    assertFalse(JsonValue.MISSING.isScalar());
    assertTrue(items.get(0).isWholeNumber());
    assertFalse(items.get(1).isWholeNumber());
    assertNotEquals(JsonValue.of("true"), JsonValue.of(true));
    assertNotEquals(JsonValue.object(Map.of()), JsonValue.array(List.of()));
  }

  @Test
  void nothingChangesAValue() {
    var members = new HashMap<>(Map.of("a", JsonValue.of("1")));
    JsonValue value = JsonValue.object(members);
    members.clear();
    assertEquals("{\"a\":\"1\"}", value.toString());
    assertEquals("{\"a\":\"2\"}", value.with("a", JsonValue.of("2")).toString());
    assertEquals("{\"a\":\"1\"}", value.toString());
    assertThrows(UnsupportedOperationException.class, () -> value.members().clear());
  }
}
