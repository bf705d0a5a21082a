package io.github.rolecall.json;

import java.io.StringWriter;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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
  private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

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
  static JsonNode node(JsonParser parser) {
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

  /** An object with these entries in this order, on one line. */
  public static String write(Map<String, ?> entries) {
    return write(entries, ObjectWriteContext.empty());
  }

  /** A list, on one line. */
  public static String write(List<?> entries) {
    return write(entries, ObjectWriteContext.empty());
  }

  /** Texts, numbers, switches, nothing, JSON that was read, and maps and lists of them. */
  static String write(Object value, ObjectWriteContext form) {
    var text = new StringWriter();
    try (JsonGenerator json = FORMAT.createGenerator(form, text)) {
      write(value, json);
    }
    return text.toString();
  }

  private static void write(@Nullable Object value, JsonGenerator json) {
    if (value == null) {
      json.writeNull();
    } else if (value instanceof Map<?, ?> entries) {
      json.writeStartObject();
      entries.forEach(
          (name, entry) -> {
            json.writeName((String) name);
            write(entry, json);
          });
      json.writeEndObject();
    } else if (value instanceof Iterable<?> list && !(value instanceof JsonNode)) {
      json.writeStartArray();
      list.forEach(entry -> write(entry, json));
      json.writeEndArray();
    } else if (value instanceof Boolean flag) {
      json.writeBoolean(flag);
    } else if (value instanceof Integer number) {
      json.writeNumber(number);
    } else if (value instanceof Long number) {
      json.writeNumber(number);
    } else if (value instanceof BigDecimal number) {
      json.writeNumber(number);
    } else if (value instanceof String string) {
      json.writeString(string);
    } else if (value instanceof JsonNode node) {
      writeNode(node, json);
    } else {
      throw new IllegalArgumentException(value.getClass() + " has no form in JSON here");
    }
  }

  private static void writeNode(JsonNode node, JsonGenerator json) {
    if (node.isObject()) {
      json.writeStartObject();
      node.properties()
          .forEach(
              entry -> {
                json.writeName(entry.getKey());
                writeNode(entry.getValue(), json);
              });
      json.writeEndObject();
    } else if (node.isArray()) {
      json.writeStartArray();
      node.forEach(entry -> writeNode(entry, json));
      json.writeEndArray();
    } else if (node.isString()) {
      json.writeString(node.asString());
    } else if (node.isBoolean()) {
      json.writeBoolean(node.asBoolean());
    } else if (node.isIntegralNumber()) {
      json.writeNumber(node.bigIntegerValue());
    } else if (node.isNumber()) {
      json.writeNumber(node.doubleValue());
    } else {
      json.writeNull();
    }
  }

  /**
   * A time in seconds since 1970, as tokens have them: whole or not, of any size. What is beyond
   * the years that people write is the last or the first of those.
   *
   * @return empty when the value is no number
   */
  public static Optional<Instant> seconds(JsonNode value) {
    if (!value.isNumber()) {
      return Optional.empty();
    }
    double seconds = Double.parseDouble(value.asString());
    if (seconds >= LAST.getEpochSecond()) {
      return Optional.of(LAST);
    }
    return Optional.of(
        seconds <= FIRST.getEpochSecond() ? FIRST : Instant.ofEpochSecond((long) seconds));
  }
}
