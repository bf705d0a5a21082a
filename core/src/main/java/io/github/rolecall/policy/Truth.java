package io.github.rolecall.policy;

import java.util.stream.Stream;

/**
 * Kleene's three values: what cannot be known here stays unknown, unless the rest decides without
 * it.
 */
public enum Truth {
  TRUE,
  FALSE,
  UNKNOWN;

  public static Truth of(boolean known) {
    return known ? TRUE : FALSE;
  }

  /** Whether all hold; true for none. */
  public static Truth all(Stream<Truth> parts) {
    return parts.reduce(TRUE, Truth::and);
  }

  /** Whether at least one holds; false for none. */
  public static Truth any(Stream<Truth> parts) {
    return parts.reduce(FALSE, Truth::or);
  }

  public Truth and(Truth other) {
    if (this == FALSE || other == FALSE) {
      return FALSE;
    }
    return this == TRUE && other == TRUE ? TRUE : UNKNOWN;
  }

  public Truth or(Truth other) {
    return not().and(other.not()).not();
  }

  public Truth not() {
    return switch (this) {
      case TRUE -> FALSE;
      case FALSE -> TRUE;
      case UNKNOWN -> UNKNOWN;
    };
  }
}
