package io.github.rolecall;

import java.io.StringWriter;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The one place that reads and writes JSON. It needs no mapper of objects, and setting one up would
 * take longer than all the reading that a run does.
 */
public final class Json {
  private static final JsonFactory FORMAT =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private Json() {}

  /** The text as a JSON object; empty when it is not one, or names a key twice. */
  public static Optional<JsonNode> object(String text) {
    try (JsonParser parser = FORMAT.createParser(ObjectReadContext.empty(), text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return Optional.empty();
      }
      JsonNode node = node(parser);
      return parser.nextToken() == null ? Optional.of(node) : Optional.empty();
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  /** The value that begins with the parser's token; how deep it may go, the parser says. */
  private static JsonNode node(JsonParser parser) {
    return switch (parser.currentToken()) {
      case START_OBJECT -> {
        ObjectNode object = NODES.objectNode();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
          String name = parser.currentName();
          parser.nextToken();
          object.set(name, node(parser));
        }
        yield object;
      }
      case START_ARRAY -> {
        ArrayNode array = NODES.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          array.add(node(parser));
        }
        yield array;
      }
      case VALUE_STRING -> NODES.stringNode(parser.getString());
      case VALUE_NUMBER_INT ->
          switch (parser.getNumberType()) {
            case INT -> NODES.numberNode(parser.getIntValue());
            case LONG -> NODES.numberNode(parser.getLongValue());
            default -> NODES.numberNode(parser.getBigIntegerValue());
          };
      case VALUE_NUMBER_FLOAT -> NODES.numberNode(parser.getDoubleValue());
      case VALUE_TRUE -> NODES.booleanNode(true);
      case VALUE_FALSE -> NODES.booleanNode(false);
      case VALUE_NULL -> NODES.nullNode();
      default -> throw new StreamReadException(parser, "not a value");
    };
  }

  /**
   * An object with these entries in this order, on one line: texts, numbers, switches, and more.
   */
  public static String write(Map<String, ?> entries) {
    var text = new StringWriter();
    try (JsonGenerator json = FORMAT.createGenerator(ObjectWriteContext.empty(), text)) {
      write(json, "", entries);
    }
    return text.toString();
  }

  private static void write(JsonGenerator json, String name, Object value) {
    if (value instanceof Boolean flag) {
      json.writeBoolean(flag);
    } else if (value instanceof Integer number) {
      json.writeNumber(number);
    } else if (value instanceof BigDecimal number) {
      json.writeNumber(number);
    } else if (value instanceof String string) {
      json.writeString(string);
    } else if (value instanceof List<?> list) {
      json.writeStartArray();
      list.forEach(entry -> write(json, name, entry));
      json.writeEndArray();
    } else if (value instanceof Map<?, ?> map) {
      json.writeStartObject();
      map.forEach(
          (key, entry) -> {
            json.writeName(String.valueOf(key));
            write(json, String.valueOf(key), entry);
          });
      json.writeEndObject();
    } else {
      throw new IllegalArgumentException(name + " is nothing that JSON has");
    }
  }
}
