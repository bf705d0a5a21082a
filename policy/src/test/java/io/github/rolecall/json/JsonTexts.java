package io.github.rolecall.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** A JSON parser for the tests of this module, which has no JSON parser. */
public final class JsonTexts {
  private final JsonParser parser;
  private final List<String> duplicates = new ArrayList<>();

  private JsonTexts(JsonParser parser) {
    this.parser = parser;
  }

  public static JsonDocument document(String text) {
    try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), text)) {
      var reader = new JsonTexts(parser);
      parser.nextToken();
      JsonValue root = reader.value();
      if (parser.nextToken() != null) {
        throw new IllegalArgumentException("there is text after the JSON");
      }
      return new JsonDocument(root, reader.duplicates);
    } catch (JacksonException e) {
      throw new IllegalArgumentException(e);
    }
  }

  public static JsonValue value(String text) {
    return document(text).root();
  }

  private JsonValue value() {
    return switch (parser.currentToken()) {
      case START_OBJECT -> {
        var members = new LinkedHashMap<String, JsonValue>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
          String name = parser.currentName();
          if (members.containsKey(name)) {
            duplicates.add(name);
          }
          parser.nextToken();
          members.put(name, value());
        }
        yield JsonValue.object(members);
      }
      case START_ARRAY -> {
        var items = new ArrayList<JsonValue>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          items.add(value());
        }
        yield JsonValue.array(items);
      }
      case VALUE_STRING -> JsonValue.of(parser.getString());
      case VALUE_NUMBER_INT -> JsonValue.of(parser.getNumberValue());
      case VALUE_NUMBER_FLOAT -> JsonValue.of(parser.getDecimalValue());
      case VALUE_TRUE, VALUE_FALSE -> JsonValue.of(parser.getBooleanValue());
      default -> JsonValue.NULL;
    };
  }
}
