package io.github.rolecall.page;

import io.github.rolecall.json.JsonDocument;
import io.github.rolecall.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * A JSON parser for browsers. The parser of the other modules cannot be compiled for browsers.
 * Tests compare the two: both must accept the same texts and return the same values. Only this one
 * limits the number of values, because a page has to answer at once.
 */
final class JsonText {
  /** The limit of the parser in the other modules. */
  static final int DEEPEST = 500;

  /** The number of objects, lists, texts and other values in a text. */
  static final int MOST_VALUES = 30_000;

  private final JsonCharacters text;
  private final List<String> path = new ArrayList<>();
  private final List<String> duplicates = new ArrayList<>();
  private int depth;
  private int values;

  private JsonText(String text) {
    this.text = new JsonCharacters(text);
  }

  /**
   * Reads a whole text.
   *
   * @throws JsonFault if it is not JSON
   */
  static JsonDocument read(String text) {
    var reader = new JsonText(text);
    reader.text.skipBlanks();
    if (reader.text.atEnd()) {
      throw reader.text.fault("it is empty");
    }
    JsonValue root = reader.value();
    reader.text.skipBlanks();
    if (!reader.text.atEnd()) {
      throw reader.text.fault("there is text after the JSON");
    }
    return new JsonDocument(root, reader.duplicates);
  }

  private JsonValue value() {
    values++;
    if (values > MOST_VALUES) {
      throw text.fault("it has more than " + MOST_VALUES + " values");
    }
    char first = text.peek();
    return switch (first) {
      case '{' -> object();
      case '[' -> array();
      case '"' -> JsonValue.of(text.string());
      case 't' -> word("true", JsonValue.of(true));
      case 'f' -> word("false", JsonValue.of(false));
      case 'n' -> word("null", JsonValue.NULL);
      default -> {
        if (first == '-' || JsonCharacters.isDigit(first)) {
          yield JsonValue.of(new JsonNumber(text).read());
        }
        throw text.unexpected("a value");
      }
    };
  }

  private JsonValue word(String word, JsonValue value) {
    text.take(word);
    return value;
  }

  private JsonValue object() {
    open('{');
    var members = new LinkedHashMap<String, JsonValue>();
    for (boolean more = !closes('}'); more; more = goesOn('}')) {
      if (text.peek() != '"') {
        throw text.unexpected("a name in double quotes");
      }
      String name = text.string();
      enter(name);
      if (members.containsKey(name)) {
        duplicates.add(place());
      }
      text.skipBlanks();
      text.take(':');
      text.skipBlanks();
      members.put(name, value());
      leave();
    }
    return JsonValue.object(members);
  }

  private JsonValue array() {
    open('[');
    var items = new ArrayList<JsonValue>();
    for (boolean more = !closes(']'); more; more = goesOn(']')) {
      enter(String.valueOf(items.size()));
      items.add(value());
      leave();
    }
    return JsonValue.array(items);
  }

  private void open(char start) {
    text.take(start);
    depth++;
    if (depth > DEEPEST) {
      throw text.fault("it is nested more than " + DEEPEST + " levels deep");
    }
  }

  private boolean closes(char end) {
    text.skipBlanks();
    boolean closes = text.peek() == end;
    if (closes) {
      close(end);
    }
    return closes;
  }

  private void close(char end) {
    text.take(end);
    depth--;
  }

  /** Returns whether a comma and another entry follow. */
  private boolean goesOn(char end) {
    text.skipBlanks();
    if (text.peek() == end) {
      close(end);
      return false;
    }
    if (text.peek() != ',') {
      throw text.unexpected("a comma or " + end);
    }
    text.take(',');
    text.skipBlanks();
    return true;
  }

  private void enter(String name) {
    path.add(name);
  }

  private void leave() {
    path.remove(path.size() - 1);
  }

  /** Returns the place as a JSON pointer (RFC 6901), without its first slash. */
  private String place() {
    return String.join(
        "/", path.stream().map(name -> name.replace("~", "~0").replace("/", "~1")).toList());
  }
}
