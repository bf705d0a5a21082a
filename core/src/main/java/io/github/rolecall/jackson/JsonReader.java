package io.github.rolecall.jackson;

import io.github.rolecall.json.JsonDocument;
import io.github.rolecall.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;

/**
 * The one place that reads JSON. It needs no mapper of objects, and setting one up would take
 * longer than all the reading that a run does.
 */
public final class JsonReader {
  private static final JsonFactory STRICT =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private final JsonParser parser;
  private final List<String> duplicates = new ArrayList<>();

  private JsonReader(JsonParser parser) {
    this.parser = parser;
  }

  /** The text as a JSON object; empty when it is not one, or names a key twice. */
  public static Optional<JsonValue> object(String text) {
    try (JsonParser parser = STRICT.createParser(ObjectReadContext.empty(), text)) {
      return Optional.of(new JsonReader(parser).whole()).filter(JsonValue::isObject);
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  /** Reads any JSON that people write. {@link IllegalArgumentException} says where it is none. */
  public static JsonDocument document(String text) {
    try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), text)) {
      var reader = new JsonReader(parser);
      return new JsonDocument(reader.whole(), reader.duplicates);
    } catch (JacksonException e) {
      TokenStreamLocation at = e.getLocation();
      String place =
          at == null ? "" : "line " + at.getLineNr() + ", column " + at.getColumnNr() + ": ";
      throw new IllegalArgumentException(place + e.getOriginalMessage(), e);
    }
  }

  private JsonValue whole() {
    if (parser.nextToken() == null) {
      throw new StreamReadException(parser, "it is empty");
    }
    JsonValue root = value();
    if (parser.nextToken() != null) {
      throw new StreamReadException(parser, "there is text after the JSON");
    }
    return root;
  }

  /** The value that begins with the parser's token; how deep it may go, the parser says. */
  private JsonValue value() {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object();
      case START_ARRAY -> {
        var items = new ArrayList<JsonValue>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          items.add(value());
        }
        yield JsonValue.array(items);
      }
      case VALUE_STRING -> JsonValue.of(parser.getString());
      // As an Integer, a Long or a BigInteger, whichever is the first that holds it.
      case VALUE_NUMBER_INT -> JsonValue.of(parser.getNumberValue());
      case VALUE_NUMBER_FLOAT -> JsonValue.of(parser.getDecimalValue());
      case VALUE_TRUE -> JsonValue.of(true);
      case VALUE_FALSE -> JsonValue.of(false);
      case VALUE_NULL -> JsonValue.NULL;
      default -> throw new StreamReadException(parser, "not a value");
    };
  }

  private JsonValue object() {
    var members = new LinkedHashMap<String, JsonValue>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      if (members.containsKey(name)) {
        duplicates.add(parser.streamReadContext().pathAsPointer(false).toString().substring(1));
      }
      parser.nextToken();
      members.put(name, value());
    }
    return JsonValue.object(members);
  }
}
