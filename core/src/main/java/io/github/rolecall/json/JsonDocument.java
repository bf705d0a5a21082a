package io.github.rolecall.json;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.databind.JsonNode;

/**
 * JSON that people write and read: repeated keys are told, not refused.
 *
 * @param root as most parsers take it: the last one of equal keys counts
 * @param duplicates where a key is repeated: {@code Statement.Condition.StringEquals}
 */
public record JsonDocument(JsonNode root, List<String> duplicates) {
  private static final JsonFactory FORMAT = new JsonFactory();

  /** As JSON is indented. */
  private static final class Indented extends ObjectWriteContext.Base {
    @Override
    public PrettyPrinter getPrettyPrinter() {
      return pretty();
    }

    @Override
    public boolean hasPrettyPrinter() {
      return true;
    }
  }

  /** As people write JSON, with a blank after the colon only and every entry on its own line. */
  private static PrettyPrinter pretty() {
    var indent = new DefaultIndenter("  ", "\n");
    return new DefaultPrettyPrinter()
        .withSeparators(
            Separators.createDefaultInstance()
                .withObjectNameValueSpacing(Separators.Spacing.AFTER)
                .withObjectEmptySeparator("")
                .withArrayEmptySeparator(""))
        .withObjectIndenter(indent)
        .withArrayIndenter(indent);
  }

  /**
   * Reads any JSON.
   *
   * @throws IllegalArgumentException with a message that says where the text is no JSON
   */
  public static JsonDocument parse(String text) {
    try (JsonParser parser = parser(text)) {
      if (parser.nextToken() == null) {
        throw new StreamReadException(parser, "there is nothing");
      }
      JsonNode root = Json.node(parser);
      if (parser.nextToken() != null) {
        throw new StreamReadException(parser, "something follows the JSON");
      }
      return new JsonDocument(root, duplicates(text));
    } catch (JacksonException e) {
      TokenStreamLocation at = e.getLocation();
      String place =
          at == null ? "" : "line " + at.getLineNr() + ", column " + at.getColumnNr() + ": ";
      throw new IllegalArgumentException(place + e.getOriginalMessage(), e);
    }
  }

  private static List<String> duplicates(String text) {
    var duplicates = new ArrayList<String>();
    var seen = new ArrayDeque<Set<String>>();
    try (JsonParser parser = parser(text)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        switch (token) {
          case START_OBJECT -> seen.push(new HashSet<>());
          case END_OBJECT -> seen.pop();
          case PROPERTY_NAME -> {
            if (!seen.element().add(parser.currentName())) {
              duplicates.add(place(parser));
            }
          }
          default -> {}
        }
      }
    }
    return duplicates;
  }

  private static JsonParser parser(String text) {
    return FORMAT.createParser(ObjectReadContext.empty(), text);
  }

  private static String place(JsonParser parser) {
    return parser.streamReadContext().pathAsPointer(false).toString().replaceFirst("^/", "");
  }

  /** The value over several lines, indented by two blanks. */
  public static String indented(Object value) {
    return Json.write(value, new Indented());
  }

  /** The value on one line. */
  public static String compact(Object value) {
    return Json.write(value, ObjectWriteContext.empty());
  }

  /** A text in quotes. */
  public static String quoted(String text) {
    return Json.write(text, ObjectWriteContext.empty());
  }
}
