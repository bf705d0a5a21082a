package io.github.rolecall.json;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes JSON: texts, numbers, booleans, null, {@link JsonValue}, and maps and lists of them. */
public final class JsonWriter {
  private static final String DIGITS = "0123456789ABCDEF";

  private final StringBuilder out = new StringBuilder();
  private final boolean indented;
  private int depth;

  private JsonWriter(boolean indented) {
    this.indented = indented;
  }

  /** The value on one line. */
  public static String compact(@Nullable Object value) {
    return new JsonWriter(false).written(value);
  }

  /** The value over several lines, indented by two spaces. */
  public static String indented(Object value) {
    return new JsonWriter(true).written(value);
  }

  private String written(@Nullable Object value) {
    value(value);
    return out.toString();
  }

  private void value(@Nullable Object value) {
    if (value instanceof JsonValue json) {
      value(json.plain());
    } else if (value instanceof Map<?, ?> map) {
      list('{', map.entrySet(), '}');
    } else if (value instanceof List<?> list) {
      list('[', list, ']');
    } else if (value instanceof String text) {
      string(text);
    } else if (value instanceof Number number) {
      out.append(number.toString());
    } else if (value instanceof Boolean flag) {
      out.append(flag.booleanValue());
    } else if (value == null) {
      out.append("null");
    } else {
      throw new IllegalArgumentException(value.getClass() + " has no form in JSON here");
    }
  }

  private void list(char open, Collection<?> parts, char close) {
    out.append(open);
    depth++;
    String separator = "";
    for (Object part : parts) {
      out.append(separator);
      separator = ",";
      line();
      if (part instanceof Map.Entry<?, ?> entry) {
        string((String) entry.getKey());
        out.append(indented ? ": " : ":");
        value(entry.getValue());
      } else {
        value(part);
      }
    }
    depth--;
    if (!parts.isEmpty()) {
      line();
    }
    out.append(close);
  }

  private void line() {
    if (indented) {
      out.append('\n').append("  ".repeat(depth));
    }
  }

  private void string(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> out.append('\\').append(c);
        case '\b' -> out.append("\\b");
        case '\t' -> out.append("\\t");
        case '\n' -> out.append("\\n");
        case '\f' -> out.append("\\f");
        case '\r' -> out.append("\\r");
        default -> {
          if (c < ' ') {
            out.append("\\u00").append(DIGITS.charAt(c >> 4)).append(DIGITS.charAt(c & 15));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }
}
