package io.github.rolecall.policy;

import java.util.stream.Stream;

/** Kleene's three values. A result is unknown only if the unknown parts decide it. */
public enum TriState {
  TRUE,
  FALSE,
  UNKNOWN;

  public static TriState of(boolean known) {
    return known ? TRUE : FALSE;
  }

  /** Whether all hold; true for none. */
  public static TriState all(Stream<TriState> parts) {
    return parts.reduce(TRUE, TriState::and);
  }

  /** Whether at least one holds; false for none. */
  public static TriState any(Stream<TriState> parts) {
    return parts.reduce(FALSE, TriState::or);
  }

  public TriState and(TriState other) {
    if (this == FALSE || other == FALSE) {
      return FALSE;
    }
    return this == TRUE && other == TRUE ? TRUE : UNKNOWN;
  }

  public TriState or(TriState other) {
    return not().and(other.not()).not();
  }

  public TriState not() {
    return switch (this) {
      case TRUE -> FALSE;
      case FALSE -> TRUE;
      case UNKNOWN -> UNKNOWN;
    };
  }
}
