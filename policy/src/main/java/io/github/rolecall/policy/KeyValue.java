package io.github.rolecall.policy;

import java.util.List;
import java.util.Optional;

/** The value of a condition key in one request. */
public sealed interface KeyValue {

  /** Empty where the key is missing or unknown. */
  default List<String> values() {
    return List.of();
  }

  /** The key is there; several values for a key that is a list. */
  record Present(List<String> values) implements KeyValue {
    public Present {
      values = List.copyOf(values);
    }
  }

  /** The request has no such key. */
  record Absent() implements KeyValue {}

  /** Only AWS knows the value, at the time of the request. */
  record Unknown() implements KeyValue {}

  static KeyValue of(String value) {
    return new Present(List.of(value));
  }

  /** Unknown if the value is empty. */
  static KeyValue ofKnown(Optional<String> value) {
    return value.map(KeyValue::of).orElseGet(Unknown::new);
  }

  /** Present with these values; absent if there are none. */
  static KeyValue of(List<String> values) {
    return values.isEmpty() ? new Absent() : new Present(values);
  }
}
