package io.github.rolecall.input;

import java.util.List;
import java.util.Optional;

/** Parses a switch as YAML's core schema does. */
public final class Switch {
  /** The expected values, for messages. */
  public static final String EXPECTED = "`true` or `false`";

  private static final List<String> ON = List.of("true", "True", "TRUE");
  private static final List<String> OFF = List.of("false", "False", "FALSE");

  private Switch() {}

  /** Returns the value; empty for any other spelling. */
  public static Optional<Boolean> of(String text) {
    return ON.contains(text) || OFF.contains(text)
        ? Optional.of(ON.contains(text))
        : Optional.empty();
  }
}
