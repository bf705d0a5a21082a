package io.github.rolecall.policy;

import java.util.List;
import java.util.Optional;

/** What a condition key has in one request. */
public sealed interface KeyValue {

  /** None where the key is not there, or not known. */
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

  /** Only AWS knows, when the request is made. */
  record Unknown() implements KeyValue {}

  static KeyValue of(String value) {
    return new Present(List.of(value));
  }

  /** Unknown where it is empty. */
  static KeyValue ofKnown(Optional<String> value) {
    return value.map(KeyValue::of).orElseGet(Unknown::new);
  }

  /** Present with these values; without any, absent. */
  static KeyValue of(List<String> values) {
    return values.isEmpty() ? new Absent() : new Present(values);
  }
}
