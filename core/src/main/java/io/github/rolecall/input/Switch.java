package io.github.rolecall.input;

import java.util.List;
import java.util.Optional;

/** The value of a switch, spelled as YAML's core schema spells it. */
public final class Switch {
  /** What a message says that it must be. */
  public static final String EXPECTED = "`true` or `false`";

  private static final List<String> ON = List.of("true", "True", "TRUE");
  private static final List<String> OFF = List.of("false", "False", "FALSE");

  private Switch() {}

  /** Whether it is on; empty for any other spelling. */
  public static Optional<Boolean> of(String text) {
    return ON.contains(text) || OFF.contains(text)
        ? Optional.of(ON.contains(text))
        : Optional.empty();
  }
}
