package io.github.rolecall;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The one place that reads and writes JSON. */
public final class Json {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private static final JsonMapper FORGIVING = JsonMapper.builder().build();

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

  private Json() {}

  /**
   * A text that may name a key twice.
   *
   * @param root as most parsers take it: the last one counts
   * @param duplicates where a key is repeated: {@code Statement.Condition.StringEquals}
   */
  public record Document(JsonNode root, List<String> duplicates) {}

  /**
   * Reads any JSON.
   *
   * @throws IllegalArgumentException with a message that says where the text is no JSON
   */
  public static Document document(String text) {
    try {
      return new Document(FORGIVING.readTree(text), duplicates(text));
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
    try (JsonParser parser = FORGIVING.createParser(text)) {
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

  private static String place(JsonParser parser) {
    return parser.streamReadContext().pathAsPointer(false).toString().replaceFirst("^/", "");
  }

  /** The text as a JSON object; empty when it is not one, or names a key twice. */
  public static Optional<JsonNode> object(String text) {
    try {
      JsonNode node = MAPPER.readTree(text);
      return node.isObject() ? Optional.of(node) : Optional.empty();
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  /** The value over several lines, indented by two blanks. */
  public static String indented(Object value) {
    return FORGIVING.writer().with(pretty()).writeValueAsString(value);
  }

  /** A text in quotes. */
  public static String text(String text) {
    return MAPPER.writeValueAsString(text);
  }

  /** An object with these entries in this order, on one line. */
  public static String write(Map<String, ?> entries) {
    return MAPPER.writeValueAsString(entries);
  }
}
