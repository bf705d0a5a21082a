package io.github.rolecall.json;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * An immutable JSON value. A missing value is a value too, {@link #MISSING}, so that callers can
 * follow a path without a check at every step.
 */
public final class JsonValue {
  /** The values that have no Java value of their own. */
  private enum Kind {
    NULL,
    MISSING
  }

  public static final JsonValue NULL = new JsonValue(Kind.NULL);
  public static final JsonValue MISSING = new JsonValue(Kind.MISSING);

  /** Longer numbers are not times, and do not fit into a Java number. */
  private static final int MOST_DIGITS = 15;

  /** The members, the items, a text, a number, a boolean, or a kind. */
  private final Object value;

  private final Map<String, JsonValue> members;
  private final List<JsonValue> items;

  private JsonValue(Object value, Map<String, JsonValue> members, List<JsonValue> items) {
    this.value = value;
    this.members = members;
    this.items = items;
  }

  private JsonValue(Object value) {
    this(value, Map.of(), List.of());
  }

  /** An object with these members in this order. */
  public static JsonValue object(Map<String, JsonValue> members) {
    var copy = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    return new JsonValue(copy, copy, List.of());
  }

  /** An object whose members are texts, in this order. */
  public static JsonValue ofTexts(Map<String, String> texts) {
    var members = new LinkedHashMap<String, JsonValue>();
    texts.forEach((name, text) -> members.put(name, of(text)));
    return object(members);
  }

  public static JsonValue array(List<JsonValue> items) {
    return new JsonValue(List.copyOf(items), Map.of(), List.copyOf(items));
  }

  public static JsonValue of(String text) {
    return new JsonValue(text);
  }

  public static JsonValue of(boolean flag) {
    return new JsonValue(flag);
  }

  /** A whole number: Integer, Long or BigInteger, the smallest that fits; any other: BigDecimal. */
  public static JsonValue of(Number number) {
    return new JsonValue(number);
  }

  public boolean isObject() {
    return value instanceof Map;
  }

  public boolean isArray() {
    return value instanceof List;
  }

  public boolean isString() {
    return value instanceof String;
  }

  public boolean isNumber() {
    return value instanceof Number;
  }

  public boolean isWholeNumber() {
    return isNumber() && !(value instanceof BigDecimal);
  }

  /** The value as a whole number, if it has at most 15 digits, which is enough for any time. */
  public OptionalLong wholeNumber() {
    return isWholeNumber() && text().length() <= MOST_DIGITS
        ? OptionalLong.of(((Number) value).longValue())
        : OptionalLong.empty();
  }

  public boolean isNull() {
    return value == Kind.NULL;
  }

  public boolean isMissing() {
    return value == Kind.MISSING;
  }

  /** Whether it is a text, a number, a boolean or null. */
  public boolean isScalar() {
    return !isObject() && !isArray() && !isMissing();
  }

  /** The members of an object in their order; none of anything else. */
  public Map<String, JsonValue> members() {
    return members;
  }

  /** The items of an array; none of anything else. */
  public List<JsonValue> items() {
    return items;
  }

  /** The member of this name; {@link #MISSING} where there is none. */
  public JsonValue path(String name) {
    return members.getOrDefault(name, MISSING);
  }

  public boolean has(String name) {
    return members.containsKey(name);
  }

  /**
   * A copy of the object with this member. It replaces a member of the same name, or is added at
   * the end.
   */
  public JsonValue with(String name, JsonValue member) {
    var changed = new LinkedHashMap<>(members);
    changed.put(name, member);
    return object(changed);
  }

  /** A string as it is, a number or boolean as JSON writes it; empty for any other value. */
  public String text() {
    return value instanceof String text
        ? text
        : value instanceof Number number
            ? number.toString()
            : value instanceof Boolean flag ? String.valueOf(flag.booleanValue()) : "";
  }

  /** The value in the types of Java, as {@link JsonWriter} takes them. */
  @Nullable Object plain() {
    return value instanceof Kind ? null : value;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof JsonValue json && value.equals(json.value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  /** JSON on one line. */
  @Override
  public String toString() {
    return JsonWriter.compact(this);
  }
}
